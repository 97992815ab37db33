"""Pinyin: pypinyin behind one adapter. No other module imports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache


@cache
def dictionary() -> Mapping[int, str]:
    """Code points → readings with tone marks, separated by commas, the commonest first."""
    from pypinyin import pinyin_dict

    table: dict[int, str] = pinyin_dict.pinyin_dict
    return table


def syllables(text: str) -> Sequence[str]:
    """A text in syllables without tones, ü kept; 重庆 and its like are read as phrases."""
    from pypinyin import lazy_pinyin

    spelt: list[str] = lazy_pinyin(text, v_to_u=True)
    return spelt
