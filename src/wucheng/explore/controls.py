"""The controls of an explorer: a field for each part of a choice, and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wucheng.figures import captions, style
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from wucheng.explore.choice import Choice
    from wucheng.explore.index import Index
    from wucheng.explore.postings import Numbers

#: Articles that can be picked from a list: of those with a sentence found, the first.
MOST_TEXTS = 200

#: The parts of a choice that are written into a line, apart by blanks.
LINES = ("words", "text")

_LABEL = {"description_width": "7em"}
_HALF, _WHOLE = "31em", "62.5em"


def fields(index: Index, choice: Choice, lang: str) -> dict[str, Any]:
    """A widget for each part of a choice, by its name, and one for the whole "line"."""
    import ipywidgets as widgets

    say = style.language(lang)

    def several(names: list[tuple[str, str]], value: tuple[str, ...]) -> Any:
        layout = {"width": "20em", "height": "9em"}
        return widgets.SelectMultiple(options=names, value=value, layout=layout)

    def line(label: str, value: str, hint: str, width: str = _HALF) -> Any:
        return widgets.Text(
            description=label,
            value=value,
            placeholder=hint,
            continuous_update=False,
            style=_LABEL,
            layout={"width": width},
        )

    cities = [(style.city(name, lang), name) for name in style.cities(index.corpus)]
    frames = [(captions.name("frames", name, lang), name) for name in index.codable]
    voices = [(captions.name("kinds", name, lang), name) for name in index.kinds]
    first, last = index.days.span
    span = f"{first} – {last}" if first else ""
    anything = say("everything; paste a choice here", "全部；可在此粘贴所选")
    article = say("Article", "文章")
    return {
        "cities": several(cities, choice.cities),
        "frames": several(sorted(frames, key=_casefold), choice.frames),
        "voices": several(sorted(voices, key=_casefold), choice.voices),
        "words": line(say("Words", "词"), written(choice.words), "居民 防*"),
        "text": line(say("or any text", "任意字符串"), written(choice.text), "联防联控"),
        "first": line(say("Events from", "事件起"), choice.first, span),
        "last": line(say("until", "止"), choice.last, span),
        "document": widgets.Dropdown(description=article, style=_LABEL, layout={"width": _WHOLE}),
        "line": line(say("Choice", "所选"), str(choice), anything, _WHOLE),
    }


def buttons(lang: str) -> dict[str, Any]:
    """Buttons that turn the pages of the sentences, that clear, and that make files of all."""
    import ipywidgets as widgets

    say = style.language(lang)
    labels = {
        "back": say("‹ sentences before", "‹ 前页句子"),
        "on": say("more sentences ›", "后页句子 ›"),
        "clear": say("Clear", "清除"),
        "csv": say("Make CSV of all", "全部生成 CSV"),
        "excel": say("Make Excel of all", "全部生成 Excel"),
    }
    return {
        name: widgets.Button(description=label, layout={"width": "12em"})
        for name, label in labels.items()
    }


def laid_out(get: dict[str, Any], press: dict[str, Any], told: dict[str, Any], lang: str) -> Any:
    """Fields, buttons and what is told beside them, as one widget."""
    import ipywidgets as widgets

    say = style.language(lang)
    lists = {
        "cities": say("Cities", "城市"),
        "frames": say("Frames", "框架"),
        "voices": say("Voices (quoted speakers)", "声音（引语说话人）"),
    }
    return widgets.VBox(
        [
            widgets.HBox(
                [widgets.VBox([widgets.Label(label), get[name]]) for name, label in lists.items()]
            ),
            widgets.HBox([get["words"], get["text"]]),
            widgets.HBox([get["first"], get["last"]]),
            get["document"],
            get["line"],
            widgets.HBox([press["back"], press["on"], told["place"]]),
            widgets.HBox([press["clear"], press["csv"], press["excel"], told["file"]]),
            told["message"],
        ]
    )


def texts(index: Index, rows: Numbers, now: str, lang: str) -> list[tuple[str, str]]:
    """The articles to pick from, (label, doc_id): those with a sentence found, and that of now."""
    say = style.language(lang)
    numbers = list(dict.fromkeys(index.document_of[rows].tolist()))
    listed = numbers[:MOST_TEXTS]
    if now and (own := index.documents.get_loc(now)) not in listed:
        listed = [own, *listed]
    none = say(
        f"(none; {len(numbers):,} texts have a sentence found)",
        f"（无；{len(numbers):,} 篇文本有所得句）",
    )
    if len(numbers) > MOST_TEXTS:
        none = say(
            f"(none; the first {MOST_TEXTS} of {len(numbers):,} texts with a sentence found)",
            f"（无；列出有所得句的 {len(numbers):,} 篇中的前 {MOST_TEXTS} 篇）",
        )
    table = index.corpus.documents.iloc[listed]
    columns = (table[name] for name in ("city", "date", "title", "doc_id"))
    return [(none, "")] + [
        (" ".join(filter(None, (city or UNKNOWN, date, title or doc_id))), doc_id)
        for city, date, title, doc_id in zip(*columns, strict=True)
    ]


def read(line: str) -> tuple[str, ...]:
    """The words of a line, apart by blanks or commas of either width."""
    for sign, plain in (("，", " "), (",", " "), ("、", " "), ("＊", "*")):
        line = line.replace(sign, plain)
    return tuple(line.split())


def written(values: tuple[str, ...]) -> str:
    """Words as a line that `read` takes apart again."""
    return " ".join(values)


def _casefold(named: tuple[str, str]) -> str:
    return named[0].casefold()
