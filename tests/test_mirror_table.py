"""What a site annotates, and what only an author or a lesson would."""

from __future__ import annotations

import pytest

from wucheng.pages.mending import mirror_table, readings

#: “The secretary of the community, …”: 區, 書, 個, 門, 說 are annotated wherever they stand.
SITE = (
    "社區(qū)黨委書(shū)記夏虹說(shuō),社區(qū)的書(shū)記和志願者要把每個(gè)小區(qū)的大"
    "門(mén )守好,不漏一戶、不漏一人,大門(mén )口常常有居民來同她說(shuō)話。"
)


def learnt(text: str) -> dict[str, str]:
    return dict(mirror_table.table(text, list(readings.find(text))))


def test_a_site_annotates_easy_characters_at_every_occurrence() -> None:
    assert learnt(SITE) == {"區": "qū", "書": "shū", "說": "shuō", "個": "gè", "門": "mén"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "厦门(mén)在福建,厦门人说闽南话。",  # one gloss
        SITE.replace("(qū)", "(oū)").replace("(shū)", "(sī)").replace("(shuō)", "(gē)"),  # misread
        SITE + "社區的書記說社區的書記說社區的書記說社區的書記說。",  # mostly without
        "區(qū)\n書(shū)\n個(gè)\n門(mén)\n說(shuō)\n區(qū)\n書(shū)\n個(gè)",  # entries
    ],
)
def test_others_do_not(text: str) -> None:
    assert learnt(text) == {}


def test_what_stands_behind_each_character_is_as_printed() -> None:
    text = SITE + "天水日?qǐng)?bào )社"
    found = list(readings.find(text))
    table = {"門": "mén", "區": "qū", "請": "qǐng", "報": "bào", "這": "zhè"}
    assert mirror_table.entries(text, found, table) == {
        "門": "(mén )",
        "區": "(qū)",
        "請": "(qǐng)",
        "報": "(bào )",
        "這": "(zhè)",
    }


@pytest.mark.parametrize(
    ("page", "mark"), [("日?qǐng)社", "?"), ("日\ufffdqǐng)社", "\ufffd"), ("社", "?")]
)
def test_what_stands_for_a_lost_byte(page: str, mark: str) -> None:
    assert mirror_table.mark(page, list(readings.find(page))) == mark
