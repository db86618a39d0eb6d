"""Numbers as people say them in Chinese: amounts, digits one by one, fractions. The sentence around them is ``spoken``."""

from __future__ import annotations

from msgspec import Struct

MOST = 10**16
"""From here on nobody can follow a number that is heard."""


class NumberWords(Struct, frozen=True):
    """What digits and places are called.

    Attributes:
        digits: ten characters, from nought to nine.
        telephone_one: what one is called on the telephone.
        places: names of the four places of a group, units first.
        groups: names of groups of four places, units first.
        point: the decimal point.
    """

    digits: str
    telephone_one: str
    places: tuple[str, ...]
    groups: tuple[str, ...]
    point: str

    def digit_by_digit(self, digits: str, *, telephone: bool = False) -> str:
        """Each digit by its name; ``telephone`` uses that of the telephone for one."""
        words = "".join(self.digits[int(digit)] for digit in digits)
        return words.replace(self.digits[1], self.telephone_one) if telephone else words

    def cardinal(self, number: int) -> str:
        """A whole number as an amount.

        Raises:
            ValueError: negative, or not below ``MOST``.
        """
        if not 0 <= number < MOST:
            raise ValueError(f"cannot say {number}")
        if number == 0:
            return self.digits[0]
        groups: list[int] = []
        rest = number
        while rest:
            rest, group = divmod(rest, 10_000)
            groups.append(group)
        text = ""
        for index in range(len(groups) - 1, -1, -1):
            group = groups[index]
            if group == 0:
                continue
            # A group that does not fill its four places is announced: ten thousand, nought, fifty.
            gap = self.digits[0] if text and (group < 1000 or groups[index + 1] == 0) else ""
            text += gap + self._group(group) + self.groups[index]
        one_ten = self.digits[1] + self.places[1]
        return text[1:] if text.startswith(one_ten) else text

    def _group(self, number: int) -> str:
        text, gap = "", False
        for place in range(3, -1, -1):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(text)
                continue
            text += (self.digits[0] if gap else "") + self.digits[digit] + self.places[place]
            gap = False
        return text

    def decimal(self, text: str) -> str:
        """A number as written, with or without a decimal point and thousands commas."""
        whole, _, fraction = text.replace(",", "").partition(".")
        said = self.cardinal(int(whole))
        return f"{said}{self.point}{self.digit_by_digit(fraction)}" if fraction else said
