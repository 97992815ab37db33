"""Frames against cities, frames and voices: heat maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, figure, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.charts.rhetoric import sentences_of, uses
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics.selection import UNKNOWN, speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Columns that fit on a page.
MOST_CITIES = 8

#: A residual this far from 0 is drawn in full colour; at 2 it is worth looking at.
_FULL, _WORTH = 4.0, 2.0

#: What the names of the rows take from the width of the sheet.
_ROWS_MM = 22.0

#: Voices with fewer characters are left out of the figure.
_LEAST_CHARS = 100


@style.drawn
def frame_residuals(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames a city uses more or less than the others: rates, coloured by residual."""
    say = style.language(lang)
    shown = parts.largest(c, style.cities(c), MOST_CITIES)
    data = rhetoric.rates(c)
    if len(data):  # both have a row a group and frame, in one order
        data = data.assign(residual=rhetoric.residuals(c)["residual"])
        data = data[data["group"].isin(shown)].reset_index(drop=True)
    if data.empty or not data["sentences_with"].any():
        why = ("No frames are coded.", "没有编码的框架。")
        return figure.nothing("frame_residuals", why, data.iloc[:0], c, lang)
    if len(shown) < 2:
        return figure.nothing("frame_residuals", parts.ALONE, data, c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    marks, behind = Marks(c), sentences_of(c)
    drawing = style.sheet(
        26 + 5.4 * max(len(frames), 3), min(40 + 28 * max(len(shown), 3), style.room_mm()[0])
    )
    axes = drawing.subplots()
    cells = [
        heat.Cell(
            shown.index(row["group"]),
            frames.index(row["frame"]),
            row["residual"] / _FULL,
            f"{row['rate']:.0f}",
            f"{style.city(row['group'], lang)} · {captions.name('frames', row['frame'], lang)}",
            behind.get((row["frame"], row["group"]), []),
            faint=row["small"],
        )
        for row in parts.rows(data)
        if row["sentences"]
    ]
    heads = [style.city(name, lang, "\n") for name in shown]
    heat.draw(axes, cells, heads, [captions.name("frames", f, lang) for f in frames], marks)
    heat.scale(
        drawing,
        (
            say("less than expected", "少于期望"),
            say("as expected", "与期望相当"),
            say("more than expected", "多于期望"),
        ),
        _few(say("sentences", "句"), lang) if data["small"].any() else "",
    )
    return figure.make(
        "frame_residuals",
        drawing,
        data,
        marks,
        lang,
        frames=len(frames),
        cities=parts.counted(shown),
        most=_furthest(data),
        worth=int((data["residual"].abs() >= _WORTH).sum()),
        cells=len(data),
        common=_common(data, len(shown)),
        cut=parts.left_out(c, shown),
    )


def _few(units: str, lang: str) -> str:
    """What a grey number in a cell means, for the key."""
    few = f"{rhetoric.SMALL} {units}"
    return style.language(lang)(f"grey number: fewer than {few}", f"灰色数字：不足 {few}")


def _common(data: pd.DataFrame, cities: int) -> tuple[str, str]:
    """The frames that every city uses at no small rate, with the lowest and the highest."""
    rows = [
        (str(frame), part["rate"].min(), part["rate"].max())
        for frame, part in data.groupby("frame", sort=False)
        if len(part) == cities and not part["small"].any()
    ]
    return (
        ", ".join(
            f"{captions.name('frames', frame, 'en')} ({low:.0f} to {high:.0f})"
            for frame, low, high in rows
        )
        or "none",
        "、".join(
            f"{captions.name('frames', frame, 'zh')}（{low:.0f} 至 {high:.0f}）"
            for frame, low, high in rows
        )
        or "无",
    )


def _furthest(data: pd.DataFrame, most: int = 4) -> tuple[str, str]:
    """The cells furthest from what the margins lead one to expect."""
    far = data.dropna(subset=["residual"])
    far = far.reindex(far["residual"].abs().sort_values(ascending=False, kind="stable").index)
    rows = parts.rows(far.head(most))
    return (
        ", ".join(
            f"{style.city(r['group'], 'en')} {captions.name('frames', r['frame'], 'en')} "
            f"{_signed(r['residual'])}"
            for r in rows
        )
        or "none",
        "、".join(
            f"{style.city(r['group'], 'zh')}的{captions.name('frames', r['frame'], 'zh')} "
            f"{_signed(r['residual'])}"
            for r in rows
        )
        or "无",
    )


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


@style.drawn
def frames_together(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames stand in one sentence more or less often than chance: a triangle of pairs."""
    say = style.language(lang)
    data = rhetoric.together(c)
    if data.empty or not data["both"].any():
        why = ("No sentence carries two frames.", "没有同时含两种框架的句子。")
        return figure.nothing("frames_together", why, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys([*data["frame"], *data["other"]]))
    marks, behind = Marks(c), _pairs(c)
    drawing = style.sheet(24 + 6.2 * max(len(frames), 3))
    axes = drawing.subplots()
    names = [captions.name("frames", frame, lang) for frame in frames]
    cells = [
        heat.Cell(
            frames.index(row["frame"]),
            frames.index(row["other"]),
            None if pd.isna(row["phi"]) else row["phi"] / 0.5,
            f"{row['both']}",
            f"{captions.name('frames', row['frame'], lang)} + "
            f"{captions.name('frames', row['other'], lang)}",
            behind.get(frozenset((row["frame"], row["other"])), []),
        )
        for row in parts.rows(data)
    ]
    heat.draw(axes, cells, names, names, marks)
    # the last frame has no column and the first no row: each pair stands once
    axes.set_xlim(-0.55, len(names) - 1.45)
    axes.set_ylim(len(names) - 0.45, 0.45)
    _heads(axes, names[:-1])
    heat.scale(
        drawing,
        (
            say("seldom together", "很少同句"),
            say("as by chance", "与偶然相当"),
            say("often together", "常常同句"),
        ),
    )
    return figure.make(
        "frames_together",
        drawing,
        data,
        marks,
        lang,
        pairs=len(data),
        sentences=int(data["sentences"].max()),
        often=_ends(data, ascending=False),
        seldom=_ends(data, ascending=True),
    )


def _heads(axes: Axes, names: list[str]) -> None:
    """The names of columns: level where there is room, a long Chinese one on two lines."""
    room = (style.room_mm()[0] - _ROWS_MM) / max(len(names), 1) - 1
    level = [name if name.isascii() or len(name) < 6 else _halved(name) for name in names]
    letter = 0.353 * style.SMALL
    longest = max(
        sum(0.56 if char.isascii() else 1.0 for char in line) * letter
        for name in level
        for line in name.split("\n")
    )
    if longest <= room:
        axes.set_xticks(range(len(names)), level)
    else:
        axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor")


def _halved(name: str) -> str:
    middle = -(-len(name) // 2)
    return f"{name[:middle]}\n{name[middle:]}"


def _ends(data: pd.DataFrame, *, ascending: bool, most: int = 3) -> tuple[str, str]:
    far = data.dropna(subset=["phi"]).sort_values("phi", ascending=ascending, kind="stable")
    far = far[far["phi"] < 0] if ascending else far[far["phi"] > 0]
    rows = parts.rows(far.head(most))
    return (
        ", ".join(
            f"{captions.name('frames', r['frame'], 'en')} and "
            f"{captions.name('frames', r['other'], 'en')} ({r['both']} v {r['expected']:.1f})"
            for r in rows
        )
        or "none",
        "、".join(
            f"{captions.name('frames', r['frame'], 'zh')}与"
            f"{captions.name('frames', r['other'], 'zh')}（{r['both']} 比 {r['expected']:.1f}）"
            for r in rows
        )
        or "无",
    )


def _pairs(c: Corpus) -> dict[frozenset[str], list[Key]]:
    """The sentences in which two frames stand."""
    of_sentence: dict[Key, list[str]] = {}
    for doc_id, sentence, frame in uses(c):
        of_sentence.setdefault((doc_id, sentence), []).append(frame)
    found: dict[frozenset[str], list[Key]] = {}
    for key, frames in of_sentence.items():
        for at, frame in enumerate(frames):
            for other in frames[at + 1 :]:
                found.setdefault(frozenset((frame, other)), []).append(key)
    return found


@style.drawn
def voice_frames(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames the quoted speak in, kind by kind, beside the reporter's."""
    say = style.language(lang)
    data = rhetoric.by_voice(c)
    data = data[data["chars"] >= _LEAST_CHARS].reset_index(drop=True)
    if not data["cues"].any() or set(data["kind"]) <= {"narration"}:
        why = (
            f"Nobody is quoted with {_LEAST_CHARS} characters or more that carry a frame.",
            f"没有哪类说话人的引语达到 {_LEAST_CHARS} 字并含有框架。",
        )
        return figure.nothing("voice_frames", why, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    voices = list(dict.fromkeys(data.sort_values("chars", ascending=False, kind="stable")["kind"]))
    voices = voices[:MOST_CITIES]
    data = data[data["kind"].isin(voices)].reset_index(drop=True)
    whole = data.groupby("frame")["cues"].sum() / max(
        data.drop_duplicates("kind")["chars"].sum(), 1
    )
    data["expected"] = data["frame"].map(whole) * data["chars"]
    marks, behind = Marks(c), _spoken(c)
    drawing = style.sheet(30 + 5.4 * max(len(frames), 3))
    axes = drawing.subplots()
    cells = []
    for row in parts.rows(data):
        # the standardised difference of a count from its expectation (Pearson's residual)
        strength = (row["cues"] - row["expected"]) / max(row["expected"], 0.25) ** 0.5
        voice = captions.name("kinds", row["kind"], lang)
        cells.append(
            heat.Cell(
                voices.index(row["kind"]),
                frames.index(row["frame"]),
                strength / _FULL,
                f"{row['per_1k']:.1f}" if row["cues"] else "0",
                f"{voice} · {captions.name('frames', row['frame'], lang)}",
                behind.get((row["kind"], row["frame"]), []),
                faint=row["cues"] < rhetoric.SMALL,
            )
        )
    chars = data.drop_duplicates("kind").set_index("kind")["chars"]
    heads = [
        captions.name("kinds", voice, lang).replace(" ", "\n")
        + say(f"\n{chars[voice]:,} chars", f"\n{chars[voice]:,} 字")
        for voice in voices
    ]
    heat.draw(axes, cells, heads, [captions.name("frames", f, lang) for f in frames], marks)
    heat.scale(
        drawing,
        (
            say("less than all voices", "少于全体"),
            say("as all voices", "与全体相当"),
            say("more than all voices", "多于全体"),
        ),
        _few(say("cues", "处"), lang) if (data["cues"] < rhetoric.SMALL).any() else "",
    )
    return figure.make(
        "voice_frames",
        drawing,
        data,
        marks,
        lang,
        voices=len(voices),
        least=_LEAST_CHARS,
        threshold=rhetoric.SMALL,
        told=_told(data),
    )


def _told(data: pd.DataFrame) -> tuple[str, str]:
    """The frame that leads in each voice."""
    leading = data[data["cues"] > 0].sort_values("per_1k", ascending=False, kind="stable")
    rows = parts.rows(leading.drop_duplicates("kind").sort_values("chars", ascending=False))
    return (
        "; ".join(
            f"{captions.name('kinds', r['kind'], 'en')}: "
            f"{captions.name('frames', r['frame'], 'en')}"
            for r in rows
        )
        or "none",
        "；".join(
            f"{captions.name('kinds', r['kind'], 'zh')}："
            f"{captions.name('frames', r['frame'], 'zh')}"
            for r in rows
        )
        or "无",
    )


def _spoken(c: Corpus) -> dict[tuple[str, str], list[Key]]:
    """The sentences with a frame in which a kind of speaker is quoted; the reporter's others."""
    said = speech(c)
    kinds: dict[Key, set[str]] = {}
    for doc_id, sentence, kind in zip(said["doc_id"], said["sentence"], said["kind"], strict=True):
        kinds.setdefault((doc_id, int(sentence)), set()).add(kind or UNKNOWN)
    found: dict[tuple[str, str], list[Key]] = {}
    for doc_id, sentence, frame in uses(c):
        for kind in kinds.get((doc_id, int(sentence)), {"narration"}):
            found.setdefault((kind, frame), []).append((doc_id, sentence))
    return found
