"""Tables read aloud: paragraphs for a notebook whose numbers come from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus
from wucheng.display.paragraph import Prose, counted, plain
from wucheng.figures import captions
from wucheng.figures.captions import listed
from wucheng.pages.mending.proof import ROUND_TRIP
from wucheng.statistics.selection import UNKNOWN


def corpus(c: Corpus) -> Prose:
    """What the corpus is, in one sentence."""
    documents = c.documents
    dates = documents["date"][documents["date"] != ""]
    cities = sorted(set(documents["city"]) - {""})
    undated = len(documents) - len(dates)
    span = f", published between {dates.min()} and {dates.max()}" if len(dates) else ""
    if len(dates) and dates.min() == dates.max():
        span = f", published on {dates.min()}"
    unknown = (documents["city"] == "").sum()
    return Prose(
        f"**{counted(len(documents), 'text')} from {counted(len(cities), 'city', 'cities')}**"
        + (f" ({plain('、'.join(cities))})" if cities else "")
        + span
        + (f"; {counted(undated, 'text')} without a date" if undated else "")
        + (f"; {counted(unknown, 'text')} whose city stayed open" if unknown else "")
        + f". {documents['chars_body'].sum():,} characters of body text in "
        f"{(c.sentences['kind'] != 'title').sum():,} sentences."
    )


def limits(pairs: pd.DataFrame) -> Prose:
    """What the corpus can't show. `pairs` as from overview.testable."""
    if pairs.empty:
        return Prose("There is one group only: there is nothing to compare.")
    if pairs["enough"].any():
        able = pairs[pairs["enough"]]
        return Prose(
            f"{len(able)} of {counted(len(pairs), 'pair')} of groups "
            f"{'has' if len(able) == 1 else 'have'} at least four texts on each side, "
            "so that a test between them can say something; the others are described, not tested."
        )
    sizes = sorted(set(pairs["texts_first"]) | set(pairs["texts_second"]))
    size = str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
    return Prose(
        f"**No comparison here is a test.** Each group has {size} "
        f"{'text' if size == '1' else 'texts'}; even the most extreme difference between two of "
        f"them would have p = {pairs['least_p'].min():.2f} (exact two-sided Wilcoxon test). "
        "What follows describes these texts. It doesn't show how the cities write, let alone what "
        "happened in them: other texts, other days and other papers would give other numbers."
    )


def cleaning(c: Corpus) -> Prose:
    """What cleaning left, removed and repaired."""
    documents = c.documents
    raw, body = documents["chars_raw"].sum(), documents["chars_body"].sum()
    words = c.removed[c.removed["reason"] != "white space"]
    sizes = words["text"].str.len().groupby(words["reason"]).sum().sort_values(ascending=False)
    most = [f"{reason} ({size:,})" for reason, size in sizes.head(3).items()]
    damaged = documents[documents["damage"] != "none"]
    mended = c.repairs[c.repairs["rule"] != "unrepaired"]
    left = int(documents["unrepaired"].sum())
    proved = int((mended["proof"] == ROUND_TRIP).sum())
    share = damaged["round_trip"].min()
    whole = "all" if share == 1 else f"at least {share:.1%}"
    again = (
        f" Damaged again as their sites did it, the repaired pages give {whole} of what was "
        f"printed, character for character; {proved:,} of the repairs are proved so."
        if len(damaged)
        else ""
    )
    share_kept = "under 1%" if 0 < body < raw / 100 else f"{body / raw:.0%}"
    kept = (
        f"Of {raw:,} raw characters, {body:,} ({share_kept}) are body text. Removed, white "
        f"space aside: {sizes.sum():,} characters, most of them {listed(most)}."
    )
    if damaged.empty:
        return Prose(f"{kept} No page came damaged.")
    return Prose(
        f"{kept} "
        f"{counted(len(damaged), 'page')} came damaged: {counted(len(mended), 'repair')}, and "
        f"{counted(left, 'place')} left as printed because no repair was sure.{again}"
    )


def terms(table: pd.DataFrame, most: int = 3) -> Prose:
    """The most frequent terms of each group. `table` as from terms.frequency."""
    lines = _leading(
        table.groupby("group"),
        lambda rows: rows.nlargest(most, "count"),
        lambda row: f"{row.per_10k:.0f} ({row.low:.0f}–{row.high:.0f})",
    )
    return Prose(f"Most frequent words, per 10,000 words with the exact 95% interval: {lines}.")


def shared(table: pd.DataFrame, most: int = 6) -> Prose:
    """What all parts share. `table` as from terms.dispersion over the whole corpus."""
    if table.empty:
        return Prose("No word comes often enough.")
    unit, size = table["parts"].iloc[0], table["parts_all"].iloc[0]
    core = table[table["parts_with"] == size]
    alone = (table["parts_with"] == 1).sum()
    words = listed([_word(row) for row in core.head(most).itertuples()])
    most_often = f", most often {words}" if words else ""
    return Prose(
        f"Of {counted(len(table), 'word')}, {len(core) or 'none'} "
        f"{'stands' if len(core) < 2 else 'stand'} in all {size} {unit}{most_often}; "
        f"{alone} ({alone / len(table):.0%}) stand in one only and say what that one is about."
    )


def vocabulary(table: pd.DataFrame) -> Prose:
    """How rich the groups' vocabularies are. `table` as from diversity.vocabulary."""
    lines = [
        f"{_place(row.group)} {row.types_at:.0f}"
        for row in table.sort_values("types_at", ascending=False).itertuples()
    ]
    size = int(table["at"].iloc[0]) if len(table) else 0
    return Prose(
        f"Different words to be expected among {size:,} words drawn from each group: "
        f"{listed(lines) or 'none'}."
    )


def company(table: pd.DataFrame, node: str, most: int = 5) -> Prose:
    """Which words keep company with a word. `table` as from collocates.collocates."""
    if table.empty:
        return Prose(f"No word comes near {plain(node)} often enough.")
    near = [f"{_word(row)} {row.log_dice:.1f}" for row in table.head(most).itertuples()]
    first = next(table.itertuples())
    return Prose(
        f"{plain(node)} stands {first.node_count} times in the texts. Closest in the window, with "
        f"their logDice: {listed(near)}. {plain(first.term)} is met {first.observed} times, where "
        f"chance would give {first.expected:.1f}."
    )


def cutting(alternatives: pd.DataFrame, entries: pd.DataFrame, candidates: pd.DataFrame) -> Prose:
    """How much the counts depend on the cutting. Tables as from segmentation, by the same names."""
    parts = [f"{counted(len(alternatives), 'word')} would have another count if cut otherwise"]
    if len(alternatives):
        row = next(alternatives.itertuples())
        parts.append(
            f"most of all {plain(row.term)}: {row.count} as built, {row.plain} with the general "
            f"dictionary alone, {row.no_hmm} without guessing"
        )
    if len(entries):
        row = next(entries.itertuples())
        parts.append(
            f"of the dictionary's own entries {plain(row.term)} is a word in {row.as_word} of its "
            f"{row.as_string} places"
        )
    offered = listed(
        [f"{plain(row.string)} {row.count}" for row in candidates.head(3).itertuples()]
    )
    parts.append(
        f"{counted(len(candidates), 'string')} behave like words and are in no list"
        + (f", first {offered}" if offered else "")
    )
    return Prose("; ".join(parts) + ".")


def key_words(table: pd.DataFrame, most: int = 2) -> Prose:
    """What sets each group apart. `table` has the columns of keyness.compare_all."""
    own = table[(table["more_in"] == table["target"]) & (table["grade"] != "D")]
    if own.empty:
        return Prose("No word sets a group apart: there is no evidence, or nothing to compare.")
    lines = _leading(
        own.groupby("target"),
        lambda rows: rows.nlargest(most, "log_ratio"),
        lambda row: f"{row.log_ratio:.1f} ({row.low:.1f} to {row.high:.1f})",
    )
    firm = own["grade"].isin(["A", "B"]).sum()
    return Prose(
        f"{counted(len(own), 'word')} set a group apart, {firm} of them with evidence that stands "
        "the correction for all words (grade A or B). Largest log ratios, with the 95% interval: "
        f"{lines}."
    )


def sensitivity(table: pd.DataFrame) -> Prose:
    """Which key words stay. `table` as from sensitivity.key_words, or summed up by the figure."""
    heads = table[table["rank"].notna()]
    if heads.empty:
        return Prose("There are no key words to try.")
    kept = heads.assign(kept=heads["outcome"] == "kept")
    stays = kept.groupby(["target", "term"])["kept"].all().reset_index()
    held = [plain(term) for term in stays.loc[stays["kept"].astype(bool), "term"]]
    lost = heads[heads["outcome"] != "kept"].groupby("variation")["term"].nunique()
    lines = [f"{change} {count}" for change, count in lost.sort_values(ascending=False).items()]
    return Prose(
        f"Of {counted(len(stays), 'key word')}, {len(held)} stay whatever is changed: "
        f"{listed(held) or 'none'}. Key words lost by a change in at least one run: "
        f"{listed(lines) or 'none'}."
    )


def apart(table: pd.DataFrame) -> Prose:
    """How far the groups lie apart. `table` as from similarity.pairs."""
    if table.empty:
        return Prose("There are no two groups to compare.")
    above = (table["divergence"] > table["chance_high"]).sum()
    ends = table.sort_values("divergence")
    near, far = (next(rows.itertuples()) for rows in (ends.head(1), ends.tail(1)))
    return Prose(
        f"Nearest are {_place(near.one)} and {_place(near.other)} ({near.divergence:.2f} bits), "
        f"furthest {_place(far.one)} and {_place(far.other)} ({far.divergence:.2f}). {above} of "
        f"{counted(len(table), 'pair')} lie further apart than their own {near.units} dealt out "
        "by chance."
    )


def timeline(coverage: pd.DataFrame) -> Prose:
    """How many events are reported, and how many dated. `coverage` as from timeline.coverage."""
    whole = coverage.sum(numeric_only=True)
    if not whole["events"]:
        return Prose("No events are reported.")
    dated = coverage[coverage["dated"] > 0]
    span = f", between {dated['first'].min():%F} and {dated['last'].max():%F}" if len(dated) else ""
    return Prose(
        f"The texts report {counted(int(whole['events']), 'event')}; {whole['dated']:.0f} "
        f"({whole['dated'] / whole['events']:.0%}) can be put on the calendar{span}. "
        f"{whole['habitual']:.0f} are told as repeated, and {whole['undated']:.0f} happened on a "
        "day that the text doesn't give: they are kept in the order of the text and not placed on "
        f"the calendar. Not counted are {whole['planned']:.0f} planned, {whole['negated']:.0f} "
        f"denied and {whole['retold']:.0f} told a second time; {whole['corrected']:.0f} are "
        "corrected by hand."
    )


def frames(rates: pd.DataFrame) -> Prose:
    """Which frames lead, and which differ most. `rates` as from rhetoric.rates."""
    lines = []
    for group, rows in rates.groupby("group"):
        leading = tables.rows(rows[rows["rate"] == rows["rate"].max()])
        if leading[0]["rate"]:
            row = leading[0]
            names = listed([_frame(row["frame"]) for row in leading])
            interval = f"({row['low']:.0f}–{row['high']:.0f})" if len(leading) == 1 else "each"
            lines.append(f"{_place(group)} {names} {row['rate']:.0f} {interval}")
    spread = rates.groupby("frame")["rate"].agg(lambda rate: rate.max() - rate.min())
    widest = spread.idxmax()
    ends = rates[rates["frame"] == widest].sort_values("rate")
    text = (
        "The frame that most sentences carry, per 100 sentences with the 95% interval: "
        + ("; ".join(lines) or "none")
        + "."
    )
    if len(ends) < 2:
        return Prose(text)
    return Prose(
        f"{text} The texts differ most in {_frame(widest)}: from {ends['rate'].iloc[0]:.0f} "
        f"({_place(ends['group'].iloc[0])}) to {ends['rate'].iloc[-1]:.0f} "
        f"({_place(ends['group'].iloc[-1])}) per 100 sentences."
    )


def coded(agreed: pd.DataFrame) -> Prose:
    """How far the machine agrees with a coder. `agreed` as from codings.machine or .between."""
    rows: dict[str, dict[str, Any]] = {row["frame"]: row for row in tables.rows(agreed)}
    if not rows:
        return Prose("Nobody has coded a sentence of these texts yet.")
    whole = rows.pop("all")
    known = [row for row in rows.values() if not pd.isna(row["f1"])]
    worst = sorted(known, key=lambda row: (row["f1"], row["frame"]))[:2]
    weak = [f"{plain(row['frame'])} {row['f1']:.2f}" for row in worst]
    decisions = sum(int(whole[cell]) for cell in ("both", "only_a", "only_b", "neither"))
    measures = [
        f"{name if name != 'kappa' else 'κ'} {whole[name]:.2f} "
        f"({whole[f'{name}_low']:.2f}–{whole[f'{name}_high']:.2f})"
        for name in ("precision", "recall", "kappa")
    ]
    return Prose(
        f"Over {decisions:,} decisions: {', '.join(measures)}. The weakest frames, by F1: "
        f"{listed(weak) or 'none'}."
    )


def on_words(shared: pd.DataFrame) -> Prose:
    """On which words frames rest. `shared` as from codings.words."""
    rows: dict[str, dict[str, Any]] = {row["frame"]: row for row in tables.rows(shared)}
    whole = rows.pop("all")
    if not whole["marked"]:
        return Prose(
            f"Of {whole['both']:,} frames that reader and machine both have, none has a phrase "
            "marked by the reader yet."
        )
    known = [row for row in rows.values() if row["marked"]]
    worst = sorted(known, key=lambda row: (row["share"], row["frame"]))[:2]
    weak = [f"{plain(row['frame'])} {row['overlapping']} of {row['marked']}" for row in worst]
    return Prose(
        f"Of {whole['both']:,} frames that reader and machine both have, {whole['marked']:,} have "
        f"a phrase marked by the reader; {100 * whole['share']:.0f} % "
        f"({100 * whole['low']:.0f}–{100 * whole['high']:.0f}) of them rest on words that overlap. "
        f"Least often: {listed(weak)}."
    )


def voices(shares: pd.DataFrame) -> Prose:
    """How much of the texts stands in whose mouth. `shares` as from rhetoric.voices."""
    told = [row for row in tables.rows(shares) if row["kind"] == "narration" and row["chars_body"]]
    if not any(row["share"] < 100 for row in told):
        return Prose("Nobody is quoted.")
    lines = [
        f"{_place(row['group'])} {100 - row['share']:.0f}%"
        + ("" if pd.isna(row["low"]) else f" ({100 - row['high']:.0f}–{100 - row['low']:.0f})")
        for row in sorted(told, key=lambda row: float(row["share"]))
    ]
    kinds = shares[shares["kind"] != "narration"].groupby("kind")["chars"].sum()
    most = [
        f"{plain(captions.name('kinds', str(kind), 'en'))} ({size:,})"
        for kind, size in kinds.nlargest(3).items()
    ]
    return Prose(
        f"Direct speech, as a share of the body text with the 95% interval: {'; '.join(lines)}. "
        f"Quoted most, in characters: {listed(most)}."
    )


def agency(acts: pd.DataFrame) -> Prose:
    """Who helps and directs whom. `acts` as from rhetoric.agency."""
    if acts.empty:
        return Prose("No clause names who helps or directs whom.")
    lines = []
    for form, rows in acts.groupby("form"):
        patients = rows.loc[rows["patient"] != "", "patient_kind"].value_counts()
        most = [
            f"{plain(captions.name('kinds', str(kind), 'en'))} {size}"
            for kind, size in patients.head(3).items()
        ]
        lines.append(f"{plain(form)} ({len(rows)}) goes to {listed(most) or 'nobody named'}")
    acting, acted_on = int((acts["agent"] != "").sum()), int((acts["patient"] != "").sum())
    return Prose(
        f"{counted(len(acts), 'clause')} of help or control: {'; '.join(lines)}. {acting} name in "
        f"the clause itself who acts, {acted_on} who is acted on."
    )


def written(names: Iterable[str], folder: str = "figures") -> Prose:
    """Which files of figures belong to a notebook."""
    files = ", ".join(f"`{name}`" for name in names)
    return Prose(
        f"Written by `make` to `{folder}/`: {files}; each as .png, .svg, .pdf, .csv (the numbers "
        "drawn), .txt (captions), .html (the sentences behind each mark) and .json (what it rests "
        "on)."
    )


def _leading(
    groups: Iterable[tuple[Any, pd.DataFrame]],
    first: Callable[[pd.DataFrame], pd.DataFrame],
    told: Callable[[Any], str],
) -> str:
    """The first words of each group, with what is told of each."""
    return "; ".join(
        f"{_place(group)}: "
        + listed([f"{_word(row)} {told(row)}" for row in first(rows).itertuples()])
        for group, rows in groups
    )


def _place(group: object) -> str:
    """A group as it stands in running text; texts whose city stayed open have no name."""
    return "(no city)" if group == UNKNOWN else plain(group)


def _frame(name: object) -> str:
    return plain(captions.name("frames", str(name), "en"))


def _word(row: object) -> str:
    term, gloss = getattr(row, "term", ""), getattr(row, "gloss", "")
    return plain(term) + (f" ‘{plain(gloss)}’" if gloss else "")
