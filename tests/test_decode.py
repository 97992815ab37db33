"""Bytes to text: right encoding, loss reported, everything else refused in a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wucheng.errors import Refused
from wucheng.pages.decode import Decoded, decode
from wucheng.pages.script import simplify_text

BODIES = sorted((Path(__file__).parent / "cases" / "bodies").glob("*.txt"))
PLAIN = "社区工作者们每天都在忙碌着，为了居民的健康。\n"  # “community workers are busy every day …”


def _texts() -> list[str]:
    whole = [path.read_text(encoding="utf-8") for path in BODIES]
    return whole + [text[start : start + 120] for text in whole for start in (0, 300, 900)]


def _traditional(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_simplified_text_comes_back_from_every_encoding(encoding: str, named: str) -> None:
    for text in _texts():
        written = text.encode(encoding, errors="ignore").decode(encoding)
        assert decode(text.encode(encoding, errors="ignore")) == Decoded(written, named, 0)


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-16-le", "utf-8"])
def test_traditional_text_comes_back_from_every_encoding(encoding: str) -> None:
    for text in map(_traditional, _texts()):
        data = text.encode(encoding, errors="ignore")
        assert decode(data) == Decoded(data.decode(encoding), encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le"])
def test_three_broken_bytes_lose_little_and_are_counted(encoding: str) -> None:
    rng = random.Random(5)
    for body in BODIES:
        text = body.read_text(encoding="utf-8")
        text = _traditional(text) if encoding == "big5hkscs" else text
        data = bytearray(text.encode(encoding, errors="ignore"))
        for place in rng.sample(range(len(data)), 3):
            data[place] = 0xFF
        read = decode(bytes(data))
        assert read.encoding == encoding
        assert read.lost == read.text.count("\ufffd")
        assert read.lost >= (0 if encoding == "utf-16-le" else 1)


def test_the_claim_of_the_page_is_not_asked() -> None:
    page = f'<meta charset="utf-8"><p>{PLAIN}</p>'
    assert decode(page.encode("gb18030")) == Decoded(page, "gb18030", 0)


def test_line_ends_and_blanks_stay_as_they_are() -> None:
    text = f"\r\n　{PLAIN}\r\n\t{PLAIN}\r"
    assert decode(text.encode()).text == text


def test_a_stray_nul_in_a_text_is_a_flaw_and_no_encoding() -> None:
    assert decode((PLAIN * 5 + "\0" + PLAIN).encode()).encoding == "utf-8"


def test_a_page_with_a_foreign_name_is_chinese() -> None:
    decode((PLAIN + "日本动画《となりのトトロ》在社区放映。").encode())
    decode((PLAIN + "他说 thank you very much 然后离开。").encode())


JAPANESE = "新型コロナの感染拡大を受けて、住民に外出の自粛を呼びかけています。"  # asks to stay home
KOREAN = "서울시는 주민들에게 외출 자제를 요청했다. 지역 직원들은 전화를 걸어 안부를 확인한다."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04rest of an archive", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00" * 300, "NUL bytes"),
        (random.Random(1).randbytes(4000), "no "),
        (b"?" * 10_000, "0 Chinese characters"),
        ("😀🎉".encode() * 200, "0 Chinese characters"),
        (b"The committee met. " * 40, "0 Chinese characters"),
        (("The committee met. " * 60 + "社区工作者志愿者居民群众").encode(), "another lang"),
        ((JAPANESE * 3).encode(), "Japanese"),
        ((JAPANESE * 3).encode("shift_jis"), "Japanese"),
        ((JAPANESE * 3).encode("euc_jp"), "Japanese"),
        ((KOREAN * 3).encode(), "Korean"),
        ((KOREAN * 3).encode("euc_kr"), "Korean"),
        ("Les bénévoles ont distribué des repas à la mairie.".encode("latin-1") * 9, "no Chinese"),
    ],
)
def test_what_is_no_chinese_text_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        decode(data)
    assert str(refusal.value).endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = decode(data)
    except Refused:
        return
    assert read.lost == read.text.count("\ufffd")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4), st.integers(0, 1200), st.sampled_from(["gb18030", "utf-16-be", "utf-8"]))
def test_any_stretch_of_news_is_read(body: int, start: int, encoding: str) -> None:
    text = simplify_text(BODIES[body].read_text(encoding="utf-8"))
    part = text[start : start + 80]
    if len(part) == 80:
        assert decode(part.encode(encoding)).text == part
