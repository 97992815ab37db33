"""What the desks of coders share: their look, the codebook, and a sentence shown as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any

from wucheng.corpus import Corpus
from wucheng.figures import captions, style

#: Colours are JupyterLab's own, so that a dark theme stays dark.
LOOK = """<style>
.wct-desk{max-width:47em;padding:.4em .2em 1em}
.wct-desk .wct-told{line-height:1.5;color:var(--jp-ui-font-color2,#666)}
.wct-desk .wct-bar{height:3px;margin:.5em 0 .2em;background:var(--jp-layout-color2,#eee)}
.wct-desk .wct-bar i{display:block;height:3px;background:var(--jp-ui-font-color2,#777)}
.wct-desk .wct-text{font-size:1.45em;line-height:1.85;margin:.4em 0 .6em;min-height:3.7em;
 color:var(--jp-ui-font-color1,#111)}
.wct-desk .wct-text mark{background:none;color:inherit;border-bottom:2px solid currentColor}
.wct-desk .wct-said{color:var(--jp-error-color1,#a33);min-height:1.5em;line-height:1.5}
.wct-desk .widget-toggle-button,.wct-desk .jupyter-button{border-radius:3px;box-shadow:none;
 text-align:left}
.wct-desk .wct-steps .jupyter-button{text-align:center}
.wct-desk .widget-toggle-button:not(.mod-active){background:var(--jp-layout-color1,#fff);
 border:1px solid var(--jp-border-color2,#ddd)}
.wct-desk .widget-toggle-button.mod-active{background:var(--jp-ui-font-color1,#222);
 color:var(--jp-layout-color1,#fff);border:1px solid var(--jp-ui-font-color1,#222);box-shadow:none}
.wct-desk .wct-words .widget-label{text-align:left}
.wct-desk .wct-rule{line-height:1.5;white-space:normal;margin-left:1.2em}
.wct-desk .wct-steps{margin-top:.3em}
.wct-desk details{margin-top:.6em}
.wct-desk table{border-collapse:collapse}
.wct-desk td{text-align:left;vertical-align:top;padding:3px 14px 3px 0;line-height:1.45;
 white-space:normal}
</style>"""


def codebook(c: Corpus, lang: str) -> dict[str, tuple[str, str]]:
    """When to code each frame, and when not; empty without codebook.tsv."""
    end = style.language(lang)("", "_zh")
    return {
        row["frame"]: (
            row.get(f"definition{end}") or row["definition"],
            row.get(f"not{end}") or row.get("not", ""),
        )
        for row in c.lexicon("codebook")
    }


def rules(book: dict[str, tuple[str, str]], frames: Sequence[str], lang: str) -> str:
    """The codebook as a table that opens; nothing where it knows none of the frames."""
    say = style.language(lang)
    rows = "".join(
        f"<tr>{cells(captions.name('frames', frame, lang), *book[frame])}</tr>"
        for frame in frames
        if frame in book
    )
    if not rows:
        return ""
    heads = cells(
        say("frame", "框架"), say("code it when", "何时编码"), say("but not", "何时不编码")
    )
    return (
        f"<details><summary>{say('What each frame is', '各框架的含义')}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def cells(*texts: str) -> str:
    """Texts as the cells of a row."""
    return "".join(f"<td>{html.escape(text)}</td>" for text in texts)


def sentence(text: str, phrases: Iterable[str] = ()) -> str:
    """A sentence, with some of its phrases underlined wherever they stand."""
    lit = [False] * len(text)
    for phrase in filter(None, phrases):
        for found in re.finditer(re.escape(phrase), text):
            lit[found.start() : found.end()] = [True] * len(phrase)
    parts = []
    for at, sign in enumerate(text):
        if lit[at] and not (at and lit[at - 1]):
            parts.append("<mark>")
        parts.append(html.escape(sign))
        if lit[at] and not (at + 1 < len(text) and lit[at + 1]):
            parts.append("</mark>")
    return f'<div class="wct-text" lang="zh-Hans">{"".join(parts)}</div>'


def progress(told: str, done: int, size: int) -> str:
    """What is told of a coder's way, above a line as long as it."""
    share = 100 * done / size if size else 0
    return (
        f'<div class="wct-told">{told}</div>'
        f'<div class="wct-bar"><i style="width:{share:.1f}%"></i></div>'
    )


def said(text: str) -> str:
    """A remark on what was not done; the text is shown as text."""
    return f'<div class="wct-said">{html.escape(text)}</div>'


def box(children: Sequence[Any]) -> Any:
    """A desk of these widgets."""
    import ipywidgets

    # the look comes last: a page without widgets shows the beginning as plain text
    found = ipywidgets.VBox([*children, ipywidgets.HTML(LOOK)])
    found.add_class("wct-desk")
    return found


def steps(*buttons: Any) -> Any:
    """Buttons in a row."""
    import ipywidgets

    row = ipywidgets.HBox(list(buttons))
    row.add_class("wct-steps")
    return row
