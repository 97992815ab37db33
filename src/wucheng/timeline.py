"""The timeline: what the texts report to have happened when, and what they leave open.

Dataframes in, dataframes out. Each row names its document and sentence, so that every mark of a
figure leads back to what it rests on. Days are midnights: no reading here is finer than an hour,
and where the text gives the hour it is in `hour`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from wucheng import when
from wucheng.corpus import Corpus
from wucheng.events import corrections, dating
from wucheng.statistics import selection

#: Units of time in hours, for lengths that are to be compared. A month is taken for 30 days and a
#: year for 365.
_HOURS = {
    unit: hours
    for hours, units in (
        (1 / 60, "分钟 分 minute minutes"),
        (1.0, "小时 钟头 hour hours"),
        (24.0, "天 日 夜 晚 昼夜 day days"),
        (168.0, "周 星期 week weeks"),
        (720.0, "月 个月 month months"),
        (8760.0, "年 year years"),
    )
    for unit in units.split()
}
#: A day like any other.
_ANY_DAY = "2020-06-17"
#: Words of a time that has a beginning and no end.
_LASTING = "以来|至今|[日号月年旬初底周一二三四五六天]起"
#: What is told as not having happened.
UNHAPPENED = ("planned", "negated")
#: Why an event is on no calendar.
WHY = ("repeated", "words name no day", "text has no date", "no time given")


def events(c: Corpus, by: str = "city") -> pd.DataFrame:
    """The events that the texts place on the calendar, in the order of their first day.

    Args:
        by: a column of documents.csv; its cell is the column `group` ("unknown" if empty).

    Returns one row an event: event, doc_id, group, city, sentence, type, status, first and last
    (days as timestamps; where the text leaves an end open, the other end stands in and `open` says
    "start" or "end"; what goes on until the text was printed, 以来, is open too), hour (of the
    first day, in hours, if the text gives it), precision, basis, when, what, actors, place, quote,
    same_as (the event that this one tells again), corrected, reported (the document's date) and
    lag_days (from `last` to `reported`; below 0 if the text looks ahead; empty without a date).
    Publications are among them, and what is planned or denied, which `status` tells apart. What is
    done again and again has no one day: see `undated`, unless the text says from when or until
    when.
    """
    table = c.events
    table = _described(c, table[_placed(table)], by)
    start, end = table["start"], table["end"]
    words = table["when"]
    table["first"] = _days(
        [dating.first_day(a or b, w) for a, b, w in zip(start, end, words, strict=True)]
    )
    table["last"] = _days(
        [dating.last_day(a or b, b or a, w) for a, b, w in zip(start, end, words, strict=True)]
    )
    lasting = (table["last"] == table["reported"]) & words.str.contains(_LASTING)
    table["open"] = np.select([start == "", (end == "") | lasting], ["start", "end"], "")
    table["hour"] = _hours(start.str.slice(11))
    table["lag_days"] = (table["reported"] - table["last"]).dt.days.astype("Int64")
    columns = (
        "event doc_id group city sentence type status first last open hour precision basis when "
        "what actors place quote same_as corrected reported lag_days"
    )
    order = ["first", "last", "event"]
    return table.sort_values(order, kind="stable", ignore_index=True)[columns.split()]


def undated(c: Corpus, by: str = "city") -> pd.DataFrame:
    """The events that are not on the calendar, in the order of the texts, and why.

    Returns one row an event: event, doc_id, group, city, sentence, order (its place among the
    undated events of its document, from 1), type, status, why, when, what, actors, place, quote,
    same_as, corrected. `why` is one of WHY: "repeated" (done again and again, so that it has no one
    day), "words name no day" (一直以来; `when` has the words), "text has no date" (the words would
    need the day of printing, which is unknown), or "no time given".
    """
    table = c.events
    table = _described(c, table[~_placed(table)], by)
    table = table.sort_values(["doc_id", "sentence", "event"], kind="stable", ignore_index=True)
    table["order"] = table.groupby("doc_id").cumcount() + 1
    worded = table["when"] != ""
    needing = worded & table["reported"].isna() & table["when"].map(_needs_day).astype(bool)
    repeated, no_day, no_date, no_time = WHY
    cases = [table["status"] == "habitual", needing, worded]
    table["why"] = np.select(cases, [repeated, no_date, no_day], no_time)
    columns = (
        "event doc_id group city sentence order type status why when what actors place quote "
        "same_as corrected"
    )
    return table[columns.split()]


def coverage(c: Corpus, by: str = "city") -> pd.DataFrame:
    """How much of what each group reports is dated: the denominators of every timeline.

    Returns one row a group: group, documents, dated_documents, events (that are told to have
    happened: without publications, without what is planned or denied, and each happening once
    however often the text tells it), dated, habitual and undated (these three are all events),
    planned, negated, retold (second tellings), corrected (by hand, in corrections.csv), first and
    last (of what is dated).
    """
    told = c.events[c.events["type"] != "publication"]
    documents = c.documents
    group = pd.Series(selection.labels(c, documents["doc_id"], by), index=documents.index)
    table = pd.DataFrame(
        {
            "documents": documents.groupby(group).size(),
            "dated_documents": (documents["date"] != "").groupby(group).sum(),
        }
    )
    labels = pd.Series(selection.labels(c, told["doc_id"], by), index=told.index)
    once, status = told["same_as"] == "", told["status"]
    happened = once & ~status.isin(UNHAPPENED)
    placed = _placed(told)
    habitual = (status == "habitual") & ~placed
    for name, chosen in (
        ("events", happened),
        ("dated", happened & placed),
        ("habitual", happened & habitual),
        ("undated", happened & ~placed & ~habitual),
        ("planned", once & (status == "planned")),
        ("negated", once & (status == "negated")),
        ("retold", ~once),
        ("corrected", told["corrected"] != ""),
    ):
        table[name] = chosen.groupby(labels).sum().reindex(table.index, fill_value=0)
    dated = happenings(events(c, by))
    table["first"] = dated.groupby("group")["first"].min().reindex(table.index)
    table["last"] = dated.groupby("group")["last"].max().reindex(table.index)
    return table.rename_axis("group").reset_index()


def happenings(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `events` or `undated` that tell what happened, each happening once.

    Left out are publications, what is planned or denied, and second tellings.
    """
    return table[
        (table["type"] != "publication")
        & ~table["status"].isin(UNHAPPENED)
        & (table["same_as"] == "")
    ]


def archive(c: Corpus, by: str = "city") -> pd.DataFrame:
    """How many texts were printed, and how many dated events are told, month by month.

    From the first month that holds either to the last, months without any included. An event counts
    in the month it begins in, each happening once.

    Returns one row a group and month: group, month (its first day), texts, events.
    """
    documents = c.documents[c.documents["date"] != ""]
    printed = pd.DataFrame(
        {
            "group": selection.labels(c, documents["doc_id"], by),
            "month": _months(_days(documents["date"])),
            "texts": 1,
        }
    )
    dated = happenings(events(c, by))
    told = pd.DataFrame({"group": dated["group"], "month": _months(dated["first"]), "events": 1})
    both = pd.concat([printed, told], ignore_index=True)
    columns = ["group", "month", "texts", "events"]
    if both.empty:
        return pd.DataFrame({name: [] for name in columns})
    months = pd.date_range(both["month"].min(), both["month"].max(), freq="MS")
    every = pd.MultiIndex.from_product([sorted(set(both["group"])), months], names=columns[:2])
    sums = both.groupby(["group", "month"])[["texts", "events"]].sum()
    return sums.reindex(every, fill_value=0).astype("int64").reset_index()


def to_correct(c: Corpus, words: str = "", doc_id: str = "") -> pd.DataFrame:
    """Events as lines to copy into lexicons/corrections.csv, there to be changed.

    Args:
        words: words of the event or of its sentence; all events if empty.
        doc_id: the document; any if empty.

    Returns the columns of corrections.csv, one row an event. `.to_csv(index=False)` gives the lines
    as they stand in the file. Second tellings have the event they tell again in `note`.
    """
    table = _described(c, c.events, "doc_id")
    told = table["text"].str.contains(words, regex=False) | table["what"].str.contains(
        words, regex=False
    )
    table = table[told & ((table["doc_id"] == doc_id) | (doc_id == ""))]
    retold = table["same_as"].map(lambda event: event and f"same as {event}")
    made = table.assign(
        sentence_text=table["text"],
        action="fix",
        quote=table["what"],
        what="",
        same_as="",
        note=retold,
    )
    return made.reset_index(drop=True)[list(corrections.COLUMNS)]


def hours(c: Corpus, by: str = "city") -> pd.DataFrame:
    """What the texts say happens at which hour of the day, from midnight on.

    Returns one row a clock time: doc_id, group, city, sentence, start_char, clock (HH:MM), hour
    (decimal), words (as printed), type and what (of the event in that sentence whose words hold
    the time, else the sentence), corrected (that event, by hand), text (the sentence).
    """
    table = c.times[c.times["clock"] != ""]
    table = _described(c, table.rename(columns={"text": "words"}), by)
    table["hour"] = _hours(table["clock"])
    told = dict(list(c.events.groupby(["doc_id", "sentence"])))
    columns = ["type", "what", "corrected"]
    found = []
    for doc_id, sentence, words, text in table[["doc_id", "sentence", "words", "text"]].itertuples(
        index=False
    ):
        here = told.get((doc_id, sentence), c.events.head(0))
        holding = here.loc[[words in quote for quote in here["quote"]], columns]
        found.append(next(holding.itertuples(index=False), ("", text, "")))
    table[columns] = pd.DataFrame(found, columns=columns, index=table.index, dtype="str")
    shown = "doc_id group city sentence start_char clock hour words type what corrected text"
    return table.sort_values(["hour", "doc_id", "sentence"], kind="stable", ignore_index=True)[
        shown.split()
    ]


def durations(c: Corpus, by: str = "city") -> pd.DataFrame:
    """How long things last, and how many days were counted (第46天), in hours to compare them.

    Returns one row an expression: doc_id, group, city, sentence, start_char, words, kind (duration
    or count_day), value, unit, hours (empty if the unit has no fixed length or the value is open),
    text (the sentence).
    """
    table = c.times[c.times["kind"].isin(("duration", "count_day"))]
    table = _described(c, table.rename(columns={"text": "words"}), by)
    table["hours"] = pd.to_numeric(table["value"], errors="coerce") * table["unit"].map(_HOURS)
    columns = "doc_id group city sentence start_char words kind value unit hours text"
    return table.reset_index(drop=True)[columns.split()]


def quantities(c: Corpus, by: str = "city") -> pd.DataFrame:
    """The reported quantities with one number to draw each of them at.

    Returns one row a quantity: doc_id, group, city, sentence, start_char, words, value, at_least,
    at_most, middle (the value, else the middle of the bounds, else the one bound there is), bound
    (exact, about, at least, at most, between), unit, noun, text (the sentence).
    """
    table = _described(c, c.quantities.rename(columns={"text": "words"}), by)
    low, high, value = table["at_least"], table["at_most"], table["value"]
    table["middle"] = value.fillna((low + high) / 2).fillna(low).fillna(high)
    cases = [low == high, low.notna() & high.notna(), low.notna(), high.notna()]
    table["bound"] = np.select(cases, ["exact", "between", "at least", "at most"], "about")
    columns = (
        "doc_id group city sentence start_char words value at_least at_most middle bound unit noun "
        "text"
    )
    return table.reset_index(drop=True)[columns.split()]


def _needs_day(words: str) -> bool:
    """Whether words of a time would name a day, if the day of their printing were known."""
    return any(time.start or time.end for time in when.read(words, on=_ANY_DAY))


def _placed(table: pd.DataFrame) -> pd.Series[bool]:
    """Whether a row is on the calendar: a habit only if the text says from when or until when."""
    dated = (table["start"] != "") | (table["end"] != "")
    one_day = table["start"].str.slice(0, 10) == table["end"].str.slice(0, 10)
    return dated & ~((table["status"] == "habitual") & one_day)


def _months(days: pd.DatetimeIndex | pd.Series[pd.Timestamp]) -> pd.DatetimeIndex:
    """The first day of each day's month."""
    index = pd.DatetimeIndex(days)
    return index - pd.to_timedelta(index.day - 1, unit="D")


def _described(c: Corpus, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with their group, city, date of the report and the text of their sentence."""
    documents = c.documents.set_index("doc_id")
    sentences = c.sentences[["doc_id", "sentence", "text"]]
    table = table.drop(columns=["city"], errors="ignore").merge(
        sentences, on=["doc_id", "sentence"], how="left", validate="many_to_one"
    )
    table["group"] = selection.labels(c, table["doc_id"], by)
    table["city"] = table["doc_id"].map(documents["city"])
    table["reported"] = _days(table["doc_id"].map(documents["date"]))
    return table


def _days(text: Iterable[str]) -> pd.DatetimeIndex:
    """ISO dates or date-times as midnights; empty cells as NaT."""
    days = pd.Series([cell[:10] for cell in text], dtype="str")
    return pd.DatetimeIndex(pd.to_datetime(days.mask(days == ""), format="%Y-%m-%d"))


def _hours(clock: pd.Series) -> pd.Series:
    """HH:MM as decimal hours; empty cells as missing. 24:00 is 24."""
    parts = clock.str.extract(r"^(\d{1,2}):(\d{2})").astype("float64")
    return parts[0] + parts[1] / 60
