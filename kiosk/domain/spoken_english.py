"""What is said aloud for an English text: telephones digit by digit, dates, times and units in words. See ``spoken``."""

from __future__ import annotations

import re

from msgspec import Struct


class EnglishWords(Struct, frozen=True):
    """Words of ``[english]`` in the catalogue; ``months`` are twelve, from January."""

    months: tuple[str, ...]
    until: str
    at_least: str
    at_most: str
    plus: str
    minus: str
    times: str
    equals: str
    also: str
    per: str
    per_of: tuple[str, ...]
    masked: str
    morning: str
    afternoon: str
    units: dict[str, str]


def speak_english(text: str, words: EnglishWords, *, telephone: re.Pattern[str]) -> str:
    """The words to say.

    Args:
        text: one sentence.
        words: of the catalogue.
        telephone: what a telephone number looks like.
    """

    def say_date(match: re.Match[str]) -> str:
        month = int(match[3])
        return f"{int(match[4])} {words.months[month - 1]} {match[1]}" if 1 <= month <= len(words.months) else match[0]

    def say_telephone(match: re.Match[str]) -> str:
        groups = re.findall(r"[\d*]+", match[0])
        return ", ".join(words.masked if "*" in group else " ".join(group) for group in groups)

    def say_time(match: re.Match[str]) -> str:
        hour, minute = int(match[1]), int(match[2])
        half = words.afternoon if 12 <= hour < 24 else words.morning
        minutes = "" if minute == 0 else f" oh {minute}" if minute < 10 else f" {minute}"
        return f"{hour % 12 or 12}{minutes} {half}"

    units = "|".join(re.escape(unit) for unit in sorted(words.units, key=len, reverse=True))
    amount_ends = "|".join(f"(?<={re.escape(unit)})" for unit in words.units)
    said = re.sub(r"(?<![\d.])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d.]*\d)", say_date, text)
    said = telephone.sub(say_telephone, said)
    said = re.sub(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)", say_time, said)
    said = re.sub(
        rf"(?:(?<=\d)|(?<= {words.morning[-1]})|{amount_ends})\s*[–—~-]\s*(?=[-\u2212]?\d)", words.until, said
    )
    said = re.sub(r"(?:^|(?<=[\s(]))[-\u2212](?=\d)", words.minus, said)
    said = re.sub(rf"(?<=\d)\s*({units})(?![A-Za-z])", lambda match: words.units[match[1]], said)
    said = said.replace("≥", words.at_least).replace("≤", words.at_most)
    said = re.sub(rf"(?<=[a-z])/(?={'|'.join(words.per_of)})", words.per, said)
    for sign, word in (("+", words.plus), ("×", words.times), ("=", words.equals), ("&", words.also)):
        said = said.replace(sign, word)
    said = re.sub(r"\s*[·|/—–]\s*", ", ", said)
    said = re.sub(r"\s*(?:…|\.{3,})", ".", said)
    said = re.sub(r"[^\w\s,.!?;:'’()-]|_", " ", said)  # what no rule knows is not left to an engine, which may spell it
    said = re.sub(r"\s+(?=[,.!?;:)])", "", said)
    return re.sub(r"\s+", " ", said).strip()
