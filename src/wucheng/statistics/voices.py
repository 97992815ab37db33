"""Voices: how much of a text is in whose mouth, what is said there, and by which words.

Speech is what stands between quotation marks and is somebody's words, and what is said by turns in
an interview; scare quotes are not. What is told about somebody is the reporter's, however close it
keeps to what they said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.language.sentences import Sentence
from wucheng.statistics import intervals
from wucheng.statistics.selection import UNKNOWN, frames, groups, labels, speech, turns
from wucheng.voices import spoken
from wucheng.voices.quotes import Quote

#: Everything in the body that nobody is quoted with.
NARRATION = "narration"


def voices(
    c: Corpus, by: str | None = "city", *, confidence: float = 0.95, resamples: int = 2000
) -> pd.DataFrame:
    """The share of a group's body text that each kind of speaker is quoted with.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".
        confidence: of the interval.
        resamples: how often a group's paragraphs are redrawn.

    Returns one row a group and kind of speaker, zeros too, most text first over all: group, kind
    (those of roles.tsv; "unknown"; "narration" for what nobody is quoted with), quotes, speakers
    (named ones), chars, chars_body, share (of 100) with low and high: percentiles of a bootstrap
    over paragraphs, empty for a group of fewer than two, for a kind it doesn't quote, and for the
    narration where nobody is quoted (redrawing can't tell how much there could be). Shares of a
    group add up to 100.
    """
    body = _paragraphs(c)
    said = spans(c)
    group = groups(c, by)
    body["group"], said["group"] = body["doc_id"].map(group), said["doc_id"].map(group)
    heard = said.groupby(["doc_id", "paragraph", "kind"])["chars"].sum()
    kinds = said.groupby("kind")["chars"].sum().sort_values(ascending=False, kind="stable")
    rows: list[dict[str, Any]] = []
    for name in sorted(set(group.values())):
        part, quoted = body[body["group"] == name], said[said["group"] == name]
        sizes = part["chars"].to_numpy(dtype=np.float64)
        keys = [part["doc_id"], part["paragraph"]]
        rest = sizes.copy()
        for kind in kinds.index:
            index = pd.MultiIndex.from_arrays([*keys, [kind] * len(part)])
            chars = heard.reindex(index, fill_value=0).to_numpy(dtype=np.float64)
            rest -= chars
            of_kind = quoted[quoted["kind"] == kind]
            row = _share(chars, sizes, confidence, resamples)
            speakers = of_kind.loc[of_kind["speaker"] != "", ["doc_id", "speaker"]]
            row |= {
                "quotes": of_kind["quote"].nunique(),
                "speakers": len(speakers.drop_duplicates()),
            }
            rows.append({"group": name, "kind": kind} | row)
        row = _share(rest, sizes, confidence, resamples) | {"quotes": 0, "speakers": 0}
        rows.append({"group": name, "kind": NARRATION} | row)
    columns = "group kind quotes speakers chars chars_body share low high".split()
    return pd.DataFrame(rows, columns=columns)


def by_voice(c: Corpus) -> pd.DataFrame:
    """Which frames the quoted speak in, kind by kind, and which the reporter.

    Returns one row a kind of voice and frame, zeros too: kind, frame, cues (the frame's cues in
    what that kind says), chars (all it says), per_1k (cues per 1,000 characters).
    """
    sentences = c.sentences[c.sentences["kind"] == "body"]
    before = sentences.groupby(["doc_id", "paragraph"])["text"].transform(
        lambda texts: texts.str.len().cumsum() - texts.str.len()
    )
    places = sentences[["doc_id", "sentence", "paragraph"]].assign(before=before)
    cues = c.frames.merge(places, on=["doc_id", "sentence"]).reset_index(names="row")
    at = cues["before"] + cues["start_char"]
    said = spans(c)
    pairs = cues.assign(at=at)[["row", "doc_id", "paragraph", "at"]].merge(
        said, on=["doc_id", "paragraph"]
    )
    pairs = pairs[(pairs["start"] <= pairs["at"]) & (pairs["at"] < pairs["end"])]
    voice = pairs.drop_duplicates("row").set_index("row")["kind"]
    cues["voice"] = [voice.get(row, NARRATION) for row in cues["row"]]
    chars = said.groupby("kind")["chars"].sum().sort_values(ascending=False, kind="stable")
    chars[NARRATION] = int(sentences["text"].str.len().sum()) - int(chars.sum())
    grid = pd.MultiIndex.from_product([chars.index, frames(c)], names=["kind", "frame"])
    counts = cues.groupby(["voice", "frame"]).size()
    data = counts.reindex(grid, fill_value=0).rename("cues").reset_index()
    data["chars"] = data["kind"].map(chars).astype(np.int64)
    some = data["chars"].where(data["chars"] > 0)
    return data.assign(per_1k=1000 * data["cues"] / some)


def reporting(c: Corpus, by: str | None = None) -> pd.DataFrame:
    """The words that report direct speech (说, 坦言, 告诉记者 …), and whose speech they report.

    The turns of interviews are left out: a label (记者：) is no word for speaking.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".

    Returns one row a group and word, the commonest first: group, cue (empty: the quotation stands
    without one), quotes, texts (with the word), kinds (of speakers, with how many quotations),
    example (a sentence that opens such a quotation, with the word if one has it).
    """
    said = speech(c)
    said = said[~turns(c, said)]
    said = said.assign(group=labels(c, said["doc_id"], by), kind=said["kind"].replace("", UNKNOWN))
    texts = c.sentences[["doc_id", "sentence", "text"]].rename(columns={"text": "example"})
    said = said.merge(texts, on=["doc_id", "sentence"], how="left")
    rows = []
    for (group, cue), part in said.groupby(["group", "cue"], sort=True):
        first = part["example"].iloc[0]
        kinds = part["kind"].value_counts().rename_axis("kind").reset_index()
        kinds = kinds.sort_values(["count", "kind"], ascending=[False, True])
        rows.append(
            {
                "group": group,
                "cue": cue,
                "quotes": len(part),
                "texts": part["doc_id"].nunique(),
                "kinds": ";".join(f"{row.kind} {row.count}" for row in kinds.itertuples()),
                "example": next((text for text in part["example"] if cue in text), first),
            }
        )
    data = pd.DataFrame(rows, columns="group cue quotes texts kinds example".split())
    order = ["group", "quotes", "cue"]
    return data.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _paragraphs(c: Corpus) -> pd.DataFrame:
    """The paragraphs of the body: doc_id, paragraph, chars."""
    body = c.sentences[c.sentences["kind"] == "body"]
    chars = body["text"].str.len().groupby([body["doc_id"], body["paragraph"]]).sum()
    return chars.rename("chars").reset_index()


def spans(c: Corpus) -> pd.DataFrame:
    """What is said in the body, cut at paragraphs.

    Words that are quoted within a turn of an interview are the voice's that is quoted, and the
    turn is cut around them: no character is said twice.

    Returns one row a stretch: quote (numbers the quotations), doc_id, paragraph, start and end
    (characters of the paragraph), speaker, kind ("unknown" where it is), chars.
    """
    body = c.sentences[c.sentences["kind"] == "body"]
    said = speech(c).reset_index(drop=True)
    texts = dict(zip(zip(body["doc_id"], body["sentence"], strict=True), body["text"], strict=True))
    where = dict(
        zip(zip(body["doc_id"], body["sentence"], strict=True), body["paragraph"], strict=True)
    )
    first: dict[Any, Any] = body.groupby(["doc_id", "paragraph"])["sentence"].min().to_dict()
    quotes = said.fillna("").to_dict("records")
    told = (said[["speaker", "role", "cue"]].fillna("") != "").any(axis=1).tolist()
    pieces: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    for number, quote in enumerate(quotes):
        for paragraph, start, end in _pieces(quote, texts, where, first):
            pieces.setdefault((quote["doc_id"], paragraph), []).append((start, end, number))
    rows = [
        (number, doc_id, paragraph, start, end, quotes[number]["speaker"], quotes[number]["kind"])
        for (doc_id, paragraph), spans in pieces.items()
        for start, end, number in spoken.apart(sorted(spans, key=spoken.in_order), told.__getitem__)
    ]
    rows.sort()
    columns = ["quote", "doc_id", "paragraph", "start", "end", "speaker", "kind"]
    data = pd.DataFrame(rows, columns=columns)
    data["kind"] = data["kind"].astype("str").replace("", UNKNOWN)
    return data.assign(chars=(data["end"] - data["start"]).astype(np.int64))


def places(c: Corpus) -> pd.DataFrame:
    """What is said, cut at sentences; that of titles and headings too.

    Returns one row a stretch: doc_id, sentence, start and end (characters of the sentence), kind
    ("unknown" where it is), in the order of the texts. None overlap.
    """
    said = speech(c).fillna("")
    columns = ["sentence", "start_char", "text", "speech", "speaker", "role", "cue", "kind"]
    of_text = dict(list(c.sentences.groupby("doc_id")))
    rows = []
    for doc_id, quotes in said.groupby("doc_id"):
        lines = of_text[doc_id][["sentence", "paragraph", "kind", "text"]]
        sentences = [Sentence(*line) for line in lines.itertuples(index=False)]
        words = [Quote(*quote) for quote in quotes[columns].itertuples(index=False)]
        for number, spans in spoken.stretches(sentences, words).items():
            rows += [
                (doc_id, number, start, end, quote.kind or UNKNOWN) for start, end, quote in spans
            ]
    data = pd.DataFrame(rows, columns=["doc_id", "sentence", "start", "end", "kind"])
    return data.sort_values(["doc_id", "sentence", "start"], ignore_index=True)


def _pieces(
    quote: dict[Any, Any],
    texts: dict[tuple[str, int], str],
    where: dict[tuple[str, int], int],
    first: dict[tuple[str, int], int],
) -> Iterator[tuple[int, int, int]]:
    """The stretches (paragraph, start, end) of one quotation; one in a heading has none."""
    doc_id, sentence = quote["doc_id"], int(quote["sentence"])
    if (doc_id, sentence) not in where:
        return
    paragraph = int(where[doc_id, sentence])
    before = range(int(first[doc_id, paragraph]), sentence)
    start = sum(len(texts[doc_id, n]) for n in before) + int(quote["start_char"])
    mark = int(spoken.opens_with_mark(texts[doc_id, sentence], int(quote["start_char"])))
    for piece in str(quote["text"]).split("\n"):
        yield paragraph, start, start + len(piece)
        paragraph, start = paragraph + 1, mark


def _share(chars: Any, sizes: Any, confidence: float, resamples: int) -> dict[str, float | int]:
    row: dict[str, float | int] = {"chars": int(chars.sum()), "chars_body": int(sizes.sum())}
    if len(sizes) < 2 or not chars.any() or (chars == sizes).all():
        share = chars.sum() / sizes.sum() if len(sizes) else np.nan
        return row | {"share": 100 * float(share), "low": np.nan, "high": np.nan}
    share, low, high = intervals.bootstrap_share(
        chars, sizes, confidence=confidence, resamples=resamples
    )
    return row | {"share": 100 * share, "low": 100 * low, "high": 100 * high}
