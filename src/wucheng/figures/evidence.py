"""The sentences behind the marks of a figure, and the page that opens them.

A mark is anything drawn that stands for something in the texts: a bar, a dot, a word of a cloud.
Each mark has a number, and its drawn part carries the number into the SVG.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng.figures import captions, webpage
from wucheng.statistics import selection

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from wucheng.corpus import Corpus

COLUMNS = "mark label behind doc_id city sentence text raw_start raw_end".split()

#: A sentence of a document, as the tables key it.
Key = tuple[str, int]

#: The sentences shown per mark, and over all marks of a figure.
PER_MARK, PER_FIGURE = 12, 1_500


class Marks:
    """Collects the marks of one figure while it is drawn."""

    def __init__(self, c: Corpus) -> None:
        self.corpus = c
        self._labels: list[str] = []
        self._keys: list[list[Key]] = []

    def add(self, label: str, keys: Iterable[Key], *artists: Artist) -> None:
        """A mark, the sentences behind it, and what was drawn for it."""
        self._labels.append(label)
        self._keys.append(sorted({(doc_id, int(sentence)) for doc_id, sentence in keys}))
        number = len(self._labels)
        for part, artist in enumerate(artists):
            artist.set_gid(f"mark-{number}-{part}" if part else f"mark-{number}")

    def frame(self, per_mark: int = PER_MARK) -> pd.DataFrame:
        """One row per mark and sentence, at most `per_mark` a mark; `behind` counts them all.

        Of many sentences those shown are spread evenly over the texts, so that the last
        document is seen as well as the first. A mark without a sentence keeps one empty row.
        """
        per_mark = max(1, min(per_mark, PER_FIGURE // max(1, len(self._labels))))
        none: list[tuple[str, Any]] = [("", pd.NA)]
        rows = [
            (number, label, len(keys), *key)
            for number, (label, keys) in enumerate(zip(self._labels, self._keys, strict=True), 1)
            for key in _spread(keys, per_mark) or none
        ]
        shown = pd.DataFrame(rows, columns=["mark", "label", "behind", "doc_id", "sentence"])
        shown = shown.astype({**dict.fromkeys(shown, "Int64"), "label": "str", "doc_id": "str"})
        sentences = self.corpus.sentences[["doc_id", "sentence", "text", "raw_start", "raw_end"]]
        data = shown.merge(self.corpus.documents[["doc_id", "city"]], on="doc_id", how="left")
        data = data.merge(sentences, on=["doc_id", "sentence"], how="left")
        return data.fillna({"city": "", "text": ""}).astype(
            {"raw_start": "Int64", "raw_end": "Int64"}
        )[COLUMNS]


def _spread(keys: list[Key], size: int) -> list[Key]:
    """So many of some keys, at equal distances from the first to the last."""
    if len(keys) <= size:
        return keys
    return [keys[at * (len(keys) - 1) // max(size - 1, 1)] for at in range(size)]


def grouped(table: pd.DataFrame, *by: str) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences in a table's rows, by the cells of these columns; of other cells none."""
    found: dict[tuple[Any, ...], list[Key]] = defaultdict(list)
    columns = [*by, "doc_id", "sentence"]
    for *cells, doc_id, sentence in table[columns].itertuples(index=False, name=None):
        found[*cells].append((doc_id, int(sentence)))
    return found


def behind(c: Corpus, table: pd.DataFrame, column: str) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences of headings and body in a table's rows, by a cell of the row and the city."""
    kept = selection.sentences(c)[["doc_id", "sentence"]]
    kept = kept.assign(group=kept["doc_id"].map(selection.groups(c, "city")))
    return grouped(table[["doc_id", "sentence", column]].merge(kept), column, "group")


def containing(c: Corpus, words: Iterable[str]) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences of headings and body that hold a word, by word and city."""
    return behind(c, c.tokens[c.tokens["token"].isin(set(words))], "token")


def anywhere(found: Mapping[tuple[Any, ...], list[Key]]) -> dict[Any, list[Key]]:
    """The sentences of `behind` or `containing` by cell or word, whatever the city."""
    every: dict[Any, list[Key]] = defaultdict(list)
    for (name, _), keys in found.items():
        every[name] += keys
    return every


_STYLE = "\n".join(
    [
        ":root{color-scheme:light}",
        webpage.body_style(60),
        """
figure{margin:0}
svg{width:100%;height:auto}
svg a{cursor:pointer}svg a:hover,svg a:focus{opacity:.6}
details{border-top:1px solid #ddd;padding:.3rem 0}summary{cursor:pointer}
blockquote{margin:.5rem 0 .5rem 1rem}cite{font-style:normal;font-size:.85rem;color:#595959}
:target{background:#fff6d6}
""".strip(),
    ]
)

#: Opens the list that a clicked mark points to. All else works without it.
_SCRIPT = (
    "function o(){var e=document.getElementById(location.hash.slice(1));"
    'if(e&&e.tagName==="DETAILS"){e.open=true;e.scrollIntoView()}}'
    'addEventListener("hashchange",o);o()'
)


def page(
    evidence: pd.DataFrame, *, svg: str, title: str, caption: str, lang: str, view: str = ""
) -> str:
    """A page of its own: the figure, its caption, its interactive twin, and a list of all marks.

    Nothing is fetched from anywhere, and text from the corpus is escaped wherever it stands.
    """
    words = captions.words("evidence", lang)
    lists = [
        _details(number, evidence[evidence["mark"] == number], words)
        for number in evidence["mark"].unique().tolist()
    ]
    return webpage.page(
        [
            "<main>",
            f"<h1>{html.escape(title)}</h1>",
            f"<figure>{svg}<figcaption>{html.escape(caption)}</figcaption></figure>",
            *([f"<h2>{words['view']}</h2>", view] if view else []),
            f"<h2>{words['behind']}</h2><p>{words['how']}</p>",
            *lists,
            f"</main><script>{_SCRIPT}</script>",
        ],
        title=title,
        lang=lang,
        look=_STYLE,
        allowed=webpage.INLINE,
    )


def _details(number: int, rows: pd.DataFrame, words: dict[str, str]) -> str:
    label, behind = str(rows["label"].iloc[0]), int(rows["behind"].iloc[0])
    if behind > len(rows):
        count = words["cut"].format(len(rows), behind)
    else:
        count = words["one"] if behind == 1 else words["count"].format(behind)
    lines = [f'<details id="of-mark-{number}"><summary>{html.escape(label)} · {count}</summary>']
    for row in rows.itertuples(index=False):
        if not behind:
            lines.append(f"<p>{words['none']}</p>")
            continue
        place = words["place"].format(
            city=words["city"].format(row.city) if row.city else "",
            doc_id=row.doc_id,
            sentence=row.sentence,
            start=row.raw_start,
            end=row.raw_end,
        )
        lines.append(
            f'<blockquote lang="zh-Hans">{html.escape(str(row.text))}<br>'
            f"<cite>{html.escape(place)}</cite></blockquote>"
        )
    return "\n".join([*lines, "</details>"])


_MARK = re.compile(r'<g id="mark-(\d+)(?:-\d+)?">')


def titled(svg: str, evidence: pd.DataFrame) -> str:
    """An SVG whose marks say what they are when the pointer rests on them."""
    labels = dict(zip(evidence["mark"], evidence["label"], strict=True))

    def title(match: re.Match[str]) -> str:
        label = labels.get(int(match[1]), "")
        return f"{match[0]}<title>{html.escape(label)}</title>" if label else match[0]

    return _MARK.sub(title, svg)
