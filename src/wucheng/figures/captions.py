"""The texts of the figures and their pages: titles, captions, alternative texts, labels.

They stand in captions.toml in English and Chinese, one table a figure, with places in braces that
are filled with numbers taken from the data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

LANGUAGES = ("en", "zh")


def text(name: str, part: str, values: Mapping[str, object]) -> dict[str, str]:
    """One text of a figure in each language; `part` is title, caption or alt.

    A value that is a pair is (English, Chinese). Numbers are filled in as `filled` does.
    Raises KeyError if the figure has no such text or a value is not given.
    """
    templates = _texts()[name][part]
    return {
        lang: filled(
            templates[lang],
            {
                key: value[at] if isinstance(value, tuple) else value
                for key, value in values.items()
            },
        )
        for at, lang in enumerate(LANGUAGES)
    }


def filled(template: str, values: Mapping[str, object]) -> str:
    """A text with its places filled, each as `cell` does."""
    return _Counting().vformat(template, (), values)


def cell(value: object, form: str) -> str:
    """A value in the form that its place asks for; {n:text|texts} is 1 text, 2 texts."""
    one, counted, many = form.partition("|")
    if not counted:
        return format(value, form)
    shown = f"{value:,}" if isinstance(value, int | float) else str(value)
    return f"{shown} {one if shown == '1' else many}"


class _Counting(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        return cell(value, format_spec)


def closed(title: str, lang: str) -> str:
    """A title as a sentence of its own: with a full stop, unless it ends as a sentence does."""
    if title.endswith((".", "?", "!", "。", "？", "！")):
        return title
    return title + ("." if lang == "en" else "。")


def measure(name: str) -> str:
    """What a figure measures, by its name in the field; nothing where captions.toml has none."""
    return str(_texts().get(name, {}).get("measure", ""))


def name(of: str, label: str, lang: str) -> str:
    """A label of the tables in a language; `of` is events, kinds, frames, forms or parts.

    What captions.toml has no name for keeps its own.
    """
    known = _texts()["names"][lang].get(of, {})
    return str(known.get(label, label.replace("-", " ")))


def unit(measure: str, lang: str) -> str:
    """A Chinese unit as a label, for English readers with what it counts."""
    gloss = _texts()["units"].get(measure, "")
    return f"{measure} {gloss}" if gloss and lang == "en" else measure


def words(page: str, lang: str) -> dict[str, Any]:
    """The words of a page on which figures stand: evidence, or the timeline to zoom."""
    found: dict[str, Any] = _texts()["pages"][page][lang]
    return found


def listed(items: list[str], chinese: bool = False) -> str:
    """A list as running text: a, b and c."""
    if chinese or len(items) < 2:
        return "、".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


@cache
def _texts() -> dict[str, Any]:
    file = resources.files("wucheng.figures") / "captions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
