"""What is said aloud for a text: its sentences, and sums, dates, times, telephone numbers and clauses in spoken words.

Every voice gets the same words, whatever it would make of digits by itself: no engine may read 12345 as twelve thousand.
Chinese is written out whole; English keeps its numbers, which every engine reads, but for telephones, dates, times and units.
Not here: who speaks (``kiosk.devices.speech``), the words themselves (``data/spoken.toml``), what is read of a screen.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Callable

from msgspec import Struct

from kiosk.domain.spoken_english import EnglishWords, speak_english
from kiosk.domain.spoken_numbers import NumberWords


class Voice(enum.StrEnum):
    """Languages that are spoken; independent of the language on the screen."""

    MANDARIN = "cmn"
    CANTONESE = "yue"
    ENGLISH = "en"


class ChineseWords(Struct, frozen=True):
    """Words and classes of characters of ``[chinese]`` in the catalogue, which says what each is for."""

    two: str
    measures: str
    ordinal: str
    year: str
    month: str
    day: str
    number: str
    number_signs: str
    hour: str
    half: str
    minute: str
    until: str
    per_cent: str
    fraction: str
    per: str
    money: str
    per_of: str
    at_least: str
    at_most: str
    plus: str
    minus: str
    below_nought: str
    times: str
    equals: str
    counted: str
    about: str
    long_measures: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    masked: str
    weekdays: tuple[str, ...]
    weekday_names: str
    not_a_telephone: str
    units: dict[str, str]


class SpokenWords(Struct, frozen=True):
    """The whole catalogue."""

    numbers: NumberWords
    chinese: ChineseWords
    english: EnglishWords


_SENTENCE_END = re.compile(r"(?<=[。！？；!?])\s*|\n+|(?<=[a-z)]\.)\s+(?=[A-Z])")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TELEPHONES = "|".join(
    (
        r"1[3-9]\d[ -]?(?:\d|\*){4}[ -]?\d{4}",  # mobile, also masked
        r"0\d{2,3}[- ]?\d{3,4}[ ]?\d{4}",
        r"[48]00[- ]?\d{3,4}[- ]?\d{3,4}",
        r"110|119|120|122|1\d{4}|95\d{3}",
    )
)
_DATE = r"(?<![\d.])(\d{4})([-./])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.]*\d)"
_DASH = r"\s*[-\u2212–—~～]\s*"
_MINUS = r"[-\u2212–]"
_STOPS = str.maketrans(",;:?!", "，；：？！")
_LONGEST_AMOUNT = 8  # digits without a comma; more is a code


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text as written, each with its stop; what holds nothing to say is left out."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if re.search(r"\w", part))


def voice_for(sentence: str, wanted: Voice) -> Voice:
    """The voice that can say a sentence: no English voice reads characters, no Chinese one a sentence of English words."""
    if _HAN.search(sentence):
        return Voice.MANDARIN if wanted is Voice.ENGLISH else wanted
    return Voice.ENGLISH if _LATIN_WORD.search(sentence) else wanted


def clip_key(said: str, voice: Voice) -> str:
    """Under which a recording of spoken words is kept: hexadecimal SHA-256 of voice and words."""
    return hashlib.sha256(f"{voice.value}\n{said}".encode()).hexdigest()


def _any_of(characters: str) -> str:
    return f"[{re.escape(characters)}]"


class Speech:
    """Turns texts into what is said, with the words of one catalogue."""

    def __init__(self, words: SpokenWords) -> None:
        self._english = words.english
        self._words = words.chinese
        self._numbers = words.numbers
        not_a_telephone = _any_of(words.chinese.not_a_telephone)
        self._telephone = re.compile(rf"(?<![\d,.])(?:{_TELEPHONES})(?![\d,.]*\d|%|\s?{not_a_telephone})")
        self._rules = self._make_rules()

    def say(self, text: str, voice: Voice) -> str:
        """The words to say for ``text``."""
        if voice is Voice.ENGLISH:
            return speak_english(text, self._english, telephone=self._telephone)
        said = self._telephone.sub(lambda match: self._say_telephone(match, voice), self._before_telephones(text))
        for pattern, words in self._rules:
            said = pattern.sub(words, said)
        said = re.sub(r"[（(]([^（）()]*)[）)]", r"，\1，", said.translate(_STOPS))
        said = re.sub(r"\s*·\s*|\s*[|/]\s*|[—–…]+|\.{3,}", "，", said)
        said = re.sub(r"(?<=\w)\.(?=\w)", self._numbers.point, said)
        said = re.sub(r"\.$", "。", said)
        said = re.sub(r"(?<=[A-Za-z])[\s_]+(?=[A-Za-z])", "\0", said)  # words of another language stay apart
        said = re.sub(r"\s+", "", said).replace("\0", " ")
        said = re.sub(r"[^\w ，。！？；：、]|_", self._say_sign, said)
        said = re.sub(r"，(?=[，。！？；：、])|(?<=[。！？；：、])，", "", said)
        return said.strip("，")

    def _say_sign(self, match: re.Match[str]) -> str:
        """What no rule knows is not left to an engine, which may spell it or say it in another language."""
        return self._words.units.get(match[0], "")

    def _before_telephones(self, text: str) -> str:
        """Dates look like telephones, and a weekday before a time would be heard as one number with it."""
        words = self._words
        weekday = rf"((?:{'|'.join(words.weekdays)}){_any_of(words.weekday_names)})\s*(?=\d)"
        said = re.sub(weekday, r"\1，", text)
        for name, followed in words.names.items():
            here = rf"(?<!\d){name}(?=\W?\s*(?:{'|'.join(followed)}))"
            said = re.sub(here, self._numbers.digit_by_digit(name), said)
        return re.sub(_DATE, self._say_date, said)

    def _make_rules(self) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
        words, numbers = self._words, self._numbers
        spoken_digit = _any_of(numbers.digits + "".join(numbers.places) + words.two)
        spoken_end = _any_of(words.hour + words.minute + words.half + words.day + words.month + words.money)
        signs = _any_of(words.number_signs)
        units = "|".join(re.escape(unit) for unit in sorted(words.units, key=len, reverse=True))
        amount_ends = "|".join(f"(?<={re.escape(unit)})" for unit in ("%", "％", *words.units))
        year = r"(?:19|20)\d\d"
        per_of = _any_of(words.per_of)
        rules: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
            (rf"[〔\[](\d{{4}})[〕\]]\s*(\d+)\s*{signs}", self._say_document),
            (
                rf"(?<!\d)(\d{{4}})(?=\s*(?:[-–—~～、]\s*\d{{4}}\s*)*{words.year})",
                lambda match: numbers.digit_by_digit(match[1]),
            ),
            (
                rf"(?<![\d.,])({year}){_DASH}({year})(?![\d.,]*\d|\s*{_any_of(words.measures)})",
                lambda m: numbers.digit_by_digit(m[1]) + words.until + numbers.digit_by_digit(m[2]),
            ),
            (r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)", self._say_time),
            (
                rf"(?:(?<=\d)|(?<={spoken_end})|(?<={spoken_digit})|{amount_ends}){_DASH}(?={_MINUS}?\d|{spoken_digit})",
                lambda _: words.until,
            ),
            (
                rf"(?<={_any_of(words.weekday_names)}){_DASH}(?={'|'.join(words.weekdays)})",
                lambda _: words.until,
            ),
            (
                rf"{_MINUS}({_NUMBER})\s*(℃|°C)",
                lambda m: words.below_nought + numbers.decimal(m[1]) + words.units[m[2]],
            ),
            (r"(?:^|(?<=[\s（(：:，,]))[-\u2212](?=\d)", lambda _: words.minus),
            (r"\s*[×✕]\s*", lambda _: words.times),
            (r"\s*=\s*", lambda _: words.equals),
            (rf"({_NUMBER})\s*[%％]", lambda match: words.per_cent + numbers.decimal(match[1])),
            (r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", self._say_fraction),
            (rf"({_NUMBER})\s*({units})(?![A-Za-z])", lambda m: numbers.decimal(m[1]) + words.units[m[2]]),
            (
                rf"((?:{_NUMBER})\s*{_any_of(words.counted)}{{1,2}}|{words.money})/({per_of})(?:[/·]({per_of}))?",
                lambda m: m[1] + words.per + m[2] + (words.per + m[3] if m[3] else ""),
            ),
            (_NUMBER, self._say_number),
            (r"≥\s*", lambda _: words.at_least),
            (r"≤\s*", lambda _: words.at_most),
            (r"\+", lambda _: words.plus),
        )
        return tuple((re.compile(pattern), say) for pattern, say in rules)

    def _say_telephone(self, match: re.Match[str], voice: Voice) -> str:
        groups = re.findall(r"[\d*]+", match[0])
        if len(groups) == 1 and len(groups[0]) == 11 and groups[0].startswith("1"):
            groups = [groups[0][:3], groups[0][3:7], groups[0][7:]]
        on_telephone = voice is Voice.MANDARIN
        said = (
            self._words.masked if "*" in group else self._numbers.digit_by_digit(group, telephone=on_telephone)
            for group in groups
        )
        return "，".join(said)

    def _say_date(self, match: re.Match[str]) -> str:
        words, numbers = self._words, self._numbers
        year, month, day = match[1], int(match[3]), int(match[4])
        return (
            f"{numbers.digit_by_digit(year)}{words.year}{numbers.cardinal(month)}{words.month}"
            f"{numbers.cardinal(day)}{words.day}"
        )

    def _say_time(self, match: re.Match[str]) -> str:
        words, numbers = self._words, self._numbers
        hour, minute = int(match[1]), int(match[2])
        said = (words.two if hour == 2 else numbers.cardinal(hour)) + words.hour
        if minute == 0:
            return said
        if minute == 30:
            return said + words.half
        return said + (numbers.digits[0] if minute < 10 else "") + numbers.cardinal(minute) + words.minute

    def _say_document(self, match: re.Match[str]) -> str:
        year, number = self._numbers.digit_by_digit(match[1]), self._numbers.cardinal(int(match[2]))
        return f"，{year}{self._words.year}{number}{self._words.number}"

    def _say_fraction(self, match: re.Match[str]) -> str:
        part, whole = int(match[1]), int(match[2])
        return self._numbers.cardinal(whole) + self._words.fraction + self._numbers.cardinal(part)

    def _say_number(self, match: re.Match[str]) -> str:
        words, numbers = self._words, self._numbers
        before = match.string[: match.start()].rstrip()[-1:]
        rest = match.string[match.end() :].lstrip()
        after = rest[:1]
        plain = match[0].replace(",", "")
        measured = (after and after in words.measures) or rest.startswith(words.long_measures)
        if plain == "2" and measured and before != words.ordinal:
            return words.two
        year = (
            len(plain) == 4
            and plain[:2] in {"19", "20"}
            and "," not in match[0]
            and bool(after)
            and after not in words.measures + words.about
            and not re.match(rf"{words.until}[\d.,]+\s*{_any_of(words.measures)}", rest)
        )
        leading_nought = len(plain) > 1 and plain.startswith("0") and "." not in plain
        if leading_nought or year or ("," not in match[0] and len(plain.partition(".")[0]) > _LONGEST_AMOUNT):
            return numbers.digit_by_digit(plain.replace(".", ""))
        return numbers.decimal(match[0])
