"""Frames by voice as a heat map: what the quoted say, kind by kind, beside the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, evidence, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.charts.frames import uses
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import intervals
from wucheng.statistics.voices import places

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Voices with fewer characters are left out of the figure.
_LEAST_CHARS = 100


@style.drawn
def voice_frames(c: Corpus, lang: str = "en") -> Figure:
    """Which frames the quoted speak in, kind by kind, beside the reporter's."""
    draft = Draft("voice_frames", c, lang)
    say = draft.say
    data = rhetoric.by_voice(c)
    data = data[data["chars"] >= _LEAST_CHARS].reset_index(drop=True)
    if not data["cues"].any() or set(data["kind"]) <= {"narration"}:
        why = (
            f"Nobody is quoted with {_LEAST_CHARS} characters or more that carry a frame.",
            f"没有哪类说话人的引语达到 {_LEAST_CHARS} 字并含有框架。",
        )
        return draft.nothing(why, data.iloc[:0])
    frames = list(dict.fromkeys(data["frame"]))
    names = [draft.called("frames", frame) for frame in frames]
    chars = data.drop_duplicates("kind").set_index("kind")["chars"]
    chars = chars.sort_values(ascending=False, kind="stable").head(heat.MOST_COLUMNS)
    voices = [str(kind) for kind in chars.index]
    data = data[data["kind"].isin(voices)].reset_index(drop=True)
    whole = data.groupby("frame")["cues"].sum() / chars.sum()
    data["expected"] = data["frame"].map(whole) * data["chars"]
    few = data["cues"] < intervals.SMALL
    said = places(c)[["doc_id", "sentence", "kind"]].drop_duplicates()
    spoken = uses(c).merge(said, how="left").fillna({"kind": "narration"})
    behind = evidence.grouped(spoken, "kind", "frame")
    drawing = style.sheet(30 + 5.4 * max(len(frames), 3))
    axes = drawing.subplots()
    for row in parts.rows(data.assign(few=few)):
        kind, frame = row["kind"], row["frame"]
        # the standardised difference of a count from its expectation (Pearson's residual)
        strength = (row["cues"] - row["expected"]) / max(row["expected"], 0.25) ** 0.5
        x, y = voices.index(kind), frames.index(frame)
        heat.cell(
            draft,
            axes,
            (x, y),
            strength / heat.FULL,
            f"{row['per_1k']:.1f}" if row["cues"] else "0",
            f"{draft.called('kinds', kind)} · {names[y]}",
            behind[kind, frame],
            faint=row["few"],
        )
    heads = [
        draft.called("kinds", voice).replace(" ", "\n") + say(f"\n{size:,} chars", f"\n{size:,} 字")
        for voice, size in zip(voices, chars, strict=True)
    ]
    heat.heads(axes, heads, names)
    heat.scale(
        drawing,
        (
            say("less than all voices", "少于全体"),
            say("as all voices", "与全体相当"),
            say("more than all voices", "多于全体"),
        ),
        heat.few(say("cues", "处"), lang) if few.any() else "",
    )
    return draft.figure(
        drawing,
        data,
        voices=len(voices),
        least=_LEAST_CHARS,
        threshold=intervals.SMALL,
        told=_told(data),
    )


def _told(data: pd.DataFrame) -> tuple[str, str]:
    """The frames that lead in each voice, several if they are as frequent; few cues lead nowhere.

    All frames of a voice are divided by one number of characters, so that cues tell which leads.
    """
    most = data.groupby("kind")["cues"].transform("max")
    leads = (data["cues"] == most) & (data["cues"] >= intervals.SMALL)
    leading = {kind: rows["frame"].tolist() for kind, rows in data[leads].groupby("kind")}
    voices = data.drop_duplicates("kind").sort_values("chars", ascending=False, kind="stable")

    def tell(voice: str, lang: str) -> str:
        say = style.language(lang)
        frames = [captions.name("frames", frame, lang) for frame in leading.get(voice, [])]
        told = captions.listed(frames, chinese=lang == "zh") or say("none", "无")
        return f"{captions.name('kinds', voice, lang)}{say(': ', '：')}{told}"

    return parts.each(voices["kind"], tell, ("; ", "；"))
