"""Names and words for readers who don't read Chinese: pinyin without tones."""

from __future__ import annotations

from functools import cache

from wucheng.language import pinyin
from wucheng.people.surnames import COMPOUND, PREFIXES

#: Names that English writes otherwise, or that tell two provinces apart (陕西 and 山西).
_ESTABLISHED = {
    "呼和浩特": "Hohhot",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir",
    "齐齐哈尔": "Qiqihar",
    "哈尔滨": "Harbin",
    "珲春": "Hunchun",
    "乌鲁木齐": "Ürümqi",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan",
    "喀什": "Kashgar",
    "和田": "Hotan",
    "阿克苏": "Aksu",
    "拉萨": "Lhasa",
    "日喀则": "Shigatse",
    "林芝": "Nyingchi",
    "香港": "Hong Kong",
    "澳门": "Macao",
    "台湾": "Taiwan",
    "台北": "Taipei",
    "新北": "New Taipei",
    "桃园": "Taoyuan",
    "台中": "Taichung",
    "台南": "Tainan",
    "高雄": "Kaohsiung",
    "基隆": "Keelung",
    "新竹": "Hsinchu",
    "嘉义": "Chiayi",
    "苗栗": "Miaoli",
    "彰化": "Changhua",
    "屏东": "Pingtung",
    "宜兰": "Yilan",
    "花莲": "Hualien",
    "台东": "Taitung",
    "澎湖": "Penghu",
    "金门": "Kinmen",
    "陕西": "Shaanxi",
    "内蒙古": "Inner Mongolia",
    "西藏": "Tibet",
}


@cache
def place(name: str) -> str:
    """A Chinese place name as English writes it: pinyin without tones, 天津 → Tianjin.

    A name that isn't all Chinese comes back as it is.
    """
    if name in _ESTABLISHED:
        return _ESTABLISHED[name]
    return _joined(name).capitalize() if _is_chinese(name) else name


@cache
def person(name: str, foreign: bool = False) -> str:
    """A personal name: surname and given name apart, 李小兰 → Li Xiaolan, 老李师傅 → Lao Li Shifu.

    A foreign name has no surname at its head: it is spelt as one word, which is not how its bearer
    writes it. A name that isn't all Chinese comes back as it is.
    """
    if not _is_chinese(name):
        return name
    if foreign:
        return _joined(name).capitalize()
    familiar = name[0] if len(name) > 2 and name[0] in PREFIXES else ""
    rest = name[len(familiar) :]
    surname = rest[:2] if rest[:2] in COMPOUND and len(rest) > 2 else rest[:1]
    parts = (familiar, surname, rest[len(surname) :])
    return " ".join(_joined(part).capitalize() for part in parts if part)


@cache
def word(term: str, pos: str) -> str:
    """A word by its tag: a name as names are written, anything else in small letters.

    Empty for a word that isn't all Chinese.
    """
    if not _is_chinese(term):
        return ""
    if pos.startswith("nr"):
        return person(term)
    return place(term) if pos.startswith("ns") else _joined(term)


def _is_chinese(text: str) -> bool:
    return bool(text) and all("\u3400" <= char <= "\u9fff" for char in text)


def _joined(text: str) -> str:
    # A syllable that begins with a vowel is set off: Xi'an is not Xian.
    marked = [
        ("'" if at and syllable[0] in "aoe" else "") + syllable
        for at, syllable in enumerate(pinyin.syllables(text))
    ]
    return "".join(marked)
