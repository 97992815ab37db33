"""Bytes to text: which encoding a page is in, and what got lost on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from wucheng.errors import Refused

#: Bytes that begin a file of some other kind.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

#: As much of a page as is needed to tell its encoding, in bytes.
_SAMPLE_BYTES = 1 << 18

#: The most frequent characters of Chinese news in both scripts, about a third of any text. Read in
#: the wrong encoding a text has hardly any of them; rare characters prove nothing either way.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    "产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点"
    "从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原"
    "市区街道委防疫情控党员记者居志愿街小楼门月号第共群众务服保障核酸检测"
    "這為個國時來們發動會產種後進著裡實兩體機當點從業應開還無與關線數區黨員記者務護檢測總說過對經"
    "，。、：；！？“”（）《》"
)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")

#: The score below which no encoding is right. Undamaged stretches of 60 characters of the seeds
#: score .38 to .78 in their own encoding, at most .00 in any other; broken bytes cost something.
_LEAST_SCORE = 0.02
#: A right reading scores more than this if nothing is broken; below it Korean is thought of.
_SURE_SCORE = 0.25
#: Share of NUL bytes that only UTF-16 has. A stray one in a text is a flaw, no encoding.
_MANY_NULS = 0.02
#: Kana among Han and kana: Japanese prose has over a half, a Chinese page with a の in a name 1 %.
_MOST_KANA = 0.15
#: Characters lost, in relation to those above ASCII, beyond which a page can't be called read.
_MOST_LOST = 0.2
#: Fewer Chinese characters than this make no page of news.
_LEAST_HAN = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page exactly as its bytes spell it, white space and line ends included.

    `encoding` is Python's name of it. `lost` counts the characters printed as U+FFFD because
    their bytes mean nothing, whether here or in the hands of whoever saved the page before.
    """

    text: str
    encoding: str
    lost: int


def decode(data: bytes) -> Decoded:
    """Read a page in whatever encoding it is.

    A byte order mark decides, then strict UTF-8; then the encoding in which the page has the
    largest share of the characters that Chinese is full of. What a page claims about itself
    (charset=gb2312) is not asked: it is often wrong.

    Raises Refused, with one sentence for rejected.csv, for what is empty, no text or no Chinese.
    """
    if not data.strip():
        raise Refused("The file is empty.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Refused(f"This is {what}, not a text; save the page as text or HTML.")
    encoding, skip = _encoding(data)
    text = data[skip:].decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    _refuse_unless_chinese(text, lost)
    return Decoded(text, encoding, lost)


def _encoding(data: bytes) -> tuple[str, int]:
    """The name of the encoding and the length of the byte order mark."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    wide = data.count(0) > _MANY_NULS * len(data)
    if not wide:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8", 0
    sample = _sample(data)
    scores = {
        name: _score(sample, name) for name in _CANDIDATES if not wide or name.startswith("utf-16")
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _SURE_SCORE:
        _refuse_other_script(sample)
    if scores[best] < _LEAST_SCORE:
        if wide:
            raise Refused("The file has NUL bytes and is no text; save the page as text or HTML.")
        raise Refused("The bytes make no Chinese text in UTF-8, GB 18030, Big5 or UTF-16.")
    return best, 0


def _sample(data: bytes) -> bytes:
    """A stretch around the first byte above ASCII, beginning at an even place for UTF-16."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, (first.start() if first else 0) - 64) & ~1
    return data[start : start + _SAMPLE_BYTES]


def _score(sample: bytes, encoding: str) -> float:
    """Share of frequent characters among those above ASCII, less twice the share of odd ones.

    A misread page is full of characters that nobody writes and of losses; a rightly read one may
    have a few, so they cost much but don't exclude.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(sample)
    high = [character for character in text if character > "\x7f"]
    if not high:
        return 0.0
    frequent = sum(character in _FREQUENT for character in high)
    rare = sum(not _plausible(character) for character in high)
    return (frequent - 2 * rare) / len(high)


@cache
def _common() -> frozenset[str]:
    """The characters that GB 2312 and Big5 each put first, ordered by use: some 7,000."""
    simplified = bytes(
        b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell)
    )
    traditional = bytes(
        b
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for b in (row, cell)
    )
    return frozenset(
        simplified.decode("gb2312", errors="ignore") + traditional.decode("big5", errors="ignore")
    )


def _plausible(character: str) -> bool:
    """Whether a character above ASCII is one that pages have: common Han, or no Han at all."""
    if character == "\ufffd":
        return False
    if "\ue000" <= character <= "\uf8ff":  # what misread GBK is full of, and damaged pages a little
        return False
    return not _HAN.match(character) or character in _common()


def _refuse_other_script(sample: bytes) -> None:
    for name in ("shift_jis", "euc_jp", "euc_kr"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        if name != "euc_kr" and len(_KANA.findall(text)) > 0.2 * len(text):
            raise Refused("The page is Japanese (it is full of kana), not Chinese.")
        if name == "euc_kr" and len(_HANGUL.findall(text)) > 0.2 * len(text):
            raise Refused("The page is Korean, not Chinese.")


def _refuse_unless_chinese(text: str, lost: int) -> None:
    han = len(_HAN.findall(text))
    kana = len(_KANA.findall(text))
    hangul = len(_HANGUL.findall(text))
    if kana > _MOST_KANA * (han + kana) and kana > 20:
        raise Refused(f"The page is Japanese ({kana} kana beside {han} Chinese characters).")
    if hangul > han and hangul > 20:
        raise Refused(f"The page is Korean ({hangul} Hangul beside {han} Chinese characters).")
    if lost > _MOST_LOST * (han + lost):
        raise Refused(
            f"{lost} characters can't be read beside {han} that can: the file is damaged."
        )
    if han < _LEAST_HAN:
        raise Refused(f"The page has {han} Chinese characters; there is nothing to read in it.")
    if "<" not in text and han * 20 < len(_LATIN.findall(text)):
        raise Refused("The page is in another language, with a few Chinese characters in it.")
