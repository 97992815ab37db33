"""Chinese numbers: 三千二百, 4.85万, 二〇二〇, 三四, 10多, 上百.

A number that is one number has a value. A number that is meant as a range has bounds; what the
text leaves open stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_NARROW = str.maketrans("０１２３４５６７８９．，％＋", "0123456789.,%+")

_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?[百千万亿]*"
_CHINESE = r"[〇○零一二两三四五六七八九十百千万亿廿卅]+(?:点[〇零一二三四五六七八九]+[万亿]?)?"

#: Source of a regular expression for a number with what surrounds it: 近, 上, 多, 余, 几, +.
#: It runs in linear time: no part of it can match the same characters in two ways.
PATTERN = rf"(?:(?:{_ARABIC}|好?[几数][十百千万亿]*|{_CHINESE})(?:[多余来几][万亿]?|[+＋][万亿]?)?)"

#: What stands before a number and bounds it or makes it approximate.
BEFORE = (
    "(?:至少|不少于|不低于|多达|超过|超|逾|上|近|将近|接近|不到|不足|少于|最多|至多|不超过|约|大约)"
)

_LOWER = frozenset(("至少", "不少于", "不低于", "超过", "超", "逾", "上"))
_UPPER = frozenset(("近", "将近", "接近", "不到", "不足", "少于", "最多", "至多", "不超过"))
_WHOLE = re.compile(rf"({BEFORE})?({PATTERN})")
_TO = re.compile(r"(.+?)[-－—~～至到]+(.+)")
_PARTS = re.compile(r"(.*?)([多余来几+])([万亿]?)")
_SEVERAL = re.compile(r"好?[几数]([十百千万亿]*)")
_MIXED = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?([百千万亿]*)")
_ONE = "[〇一二两三四五六七八九]"
_PAIR = re.compile(rf"(?<!{_ONE})([一二两三四五六七八])([二三四五六七八九])(?!{_ONE})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as the text gives it. An exact one has value == at_least == at_most.

    10多: value 10, at_least 10, at_most None. 三四: value None, at_least 3, at_most 4.
    """

    value: float | None
    at_least: float | None
    at_most: float | None

    @property
    def middle(self) -> float | None:
        """The value, or the middle of the two bounds, or the one bound there is."""
        if self.value is not None:
            return self.value
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        return sum(bounds) / len(bounds) if bounds else None


def value(text: str) -> float | None:
    """The value of a text that is one number and nothing else; None if it isn't one.

    三千二百 and 三千二 are 3200, 4.85万 is 48500, 二〇二〇 is 2020, 1,080 is 1080. A range
    (三四) and an open number (10多) are None: see `read`.
    """
    text = text.translate(_NARROW).translate(_TENS)
    if not text or len(text) > 40:
        return None
    if "0" <= text[0] <= "9":
        return _arabic(text)
    whole, point, decimals = text.partition("点")
    if point:
        return _decimal(whole, decimals)
    return _chinese(text)


def read(text: str) -> Numeral | None:
    """A number with its bounds: 近百, 上千, 10多, 6000+, 三四十, 十几, 几百, 3至5, 约200.

    None if the text is no number. An approximate number (约200) has a value and no bounds.
    """
    text = text.translate(_NARROW).translate(_TENS)
    if len(text) > 60:
        return None
    match = _WHOLE.fullmatch(text)
    if not match:
        return _range(text)
    before, number = match[1] or "", match[2]
    plain = _plain(number)
    if plain is None or not before:
        return plain
    middle = plain.middle if before not in _LOWER else plain.at_least
    if before in _LOWER:
        return Numeral(plain.value, middle, plain.at_most if plain.value is None else None)
    if before in _UPPER:
        return Numeral(plain.value, None, plain.at_most if plain.at_most is not None else middle)
    if before == "多达":
        return Numeral(plain.value, plain.at_least, plain.at_most)
    return Numeral(middle, None, None)


def _range(text: str) -> Numeral | None:
    span = _TO.fullmatch(text)
    if not span:
        return None
    low, high = read(span[1]), read(span[2])
    if not low or not high or low.at_least is None or high.at_most is None:
        return None
    at_least = low.at_least * _shared_myriad(span[1], span[2])
    return Numeral(None, at_least, high.at_most) if at_least < high.at_most else None


def _plain(text: str) -> Numeral | None:
    exact = value(text)
    if exact is not None:
        return Numeral(exact, exact, exact)
    several = _SEVERAL.fullmatch(text)
    if several:
        scale = _chinese(several[1]) if several[1] else 1
        return None if scale is None else Numeral(None, 2 * scale, 10 * scale - 1)
    parts = _PARTS.fullmatch(text)
    if parts:
        base = value(parts[1])
        if base is None:
            return None
        scale = _MYRIADS.get(parts[3], 1)
        if parts[2] == "几":
            step = _last_unit(parts[1])
            return Numeral(None, (base + step // 10) * scale, (base + step - step // 10) * scale)
        if parts[2] == "来":
            return Numeral(base * scale, None, None)
        return Numeral(base * scale, base * scale, None)
    pair = _PAIR.search(text)
    if pair:
        first, second = _DIGITS[pair[1]], _DIGITS[pair[2]]
        if second == first + 1 or (first, second) == (3, 5):
            low = value(text[: pair.start(2)] + text[pair.end(2) :])
            high = value(text[: pair.start(1)] + text[pair.end(1) :])
            if low is not None and high is not None:
                return Numeral(None, low, high)
    return None


def _arabic(text: str) -> float | None:
    match = _MIXED.fullmatch(text)
    if not match:
        return None
    number = _number(match[1].replace(",", "") + (match[2] or ""))
    for character in match[3]:
        number *= _UNITS.get(character) or _MYRIADS[character]
    return _tidy(number)


def _decimal(whole: str, decimals: str) -> float | None:
    scale = 1
    if decimals and decimals[-1] in _MYRIADS:
        scale = _MYRIADS[decimals[-1]]
        decimals = decimals[:-1]
    base = _chinese(whole)
    if base is None or not decimals or any(character not in _DIGITS for character in decimals):
        return None
    fraction = "".join(str(_DIGITS[character]) for character in decimals)
    return _tidy(float(f"{int(base)}.{fraction}") * scale)


def _chinese(text: str) -> float | None:
    if not text:
        return None
    if all(character in _DIGITS for character in text):
        return _string_of_digits(text)
    total = section = 0
    digit: int | None = None
    unit = 0  # the unit just read: 三千二 is 3200, 三千零二 is 3002
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            unit = 0 if digit == 0 else unit
        elif character in _UNITS:
            unit = _UNITS[character]
            section += (digit or 1) * unit
            digit = None
        elif character in _MYRIADS:
            unit = _MYRIADS[character]
            section += digit or 0
            if unit > 10_000:  # 三万亿: the myriads before 亿 are multiplied too
                total = (total + section or 1) * unit
            else:
                total += (section or 1) * unit
            section, digit = 0, None
        else:
            return None
    if digit and unit >= 100:
        digit *= unit // 10
    return total + section + (digit or 0)


def _string_of_digits(text: str) -> float | None:
    numbers = [_DIGITS[character] for character in text]
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) == 2 and numbers[0] and numbers[1] - numbers[0] in (1, 2):
        return None  # 三四, 三五: three or four, three to five
    return int("".join(map(str, numbers)))


def _last_unit(text: str) -> int:
    """The unit that 几 leaves open: in 十几 ten, in 一百二十几 ten, in 三百几 hundred."""
    last = text[-1]
    if last in _UNITS:
        return _UNITS[last]
    if last in _MYRIADS:
        return _MYRIADS[last]
    number = value(text) or 0
    step = 10
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def _shared_myriad(low: str, high: str) -> int:
    """三至五万 is 30,000 to 50,000: the myriad of the second number also counts for the first."""
    if high[-1] in _MYRIADS and not any(character in _MYRIADS for character in low):
        return _MYRIADS[high[-1]]
    return 1


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _tidy(number: float) -> float:
    """4.85 × 10,000 is 48,500, not 48,499.999…"""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
