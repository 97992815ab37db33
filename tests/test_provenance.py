"""Where every raw character went: counts that add up, bytes that explain, pages that stay text."""

from __future__ import annotations

import random
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import corrupt
import pages
from wucheng import corpus, provenance
from wucheng.build import build
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError

#: What a page may try to break out of its cell with. The entities become tags in the article.
HOSTILE = """成都市某某街道网格员守好“最后一百米”
发布日期：2022-09-05 10:00  来源："><b onclick="x">锦江时报</td></table>

    成都市锦江区书院街街道的网格员王小芳每天早上6点出门。</style>&lt;script&gt;alert(1)&lt;/script&gt;她说：“a<b，$x$&amp;amp;”。

<script>alert("1")</script></details><td title='"'>

    9月3日，社区为300余户居民送去\u202e蔬菜\x07，<img src=x onerror=alert(1)>大家纷纷点赞。{long}
"""
#: What the table is made of; a page that got out of it would bring others.
TAGS = set("div style table thead tbody tr th td span sup a del ins small mark em".split())
TAGS |= {"details", "summary"}
#: Digits of bytes, and a byte that got lost.
HEX = "0123456789ABCDEF?"
ATTRIBUTES = set("class style width align valign lang id href title".split())


@pytest.fixture(scope="module")
def seeds(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.fixture(scope="module")
def generated(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Pages saved and typed, damaged ones in several ways, and hostile ones."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "seeds").mkdir()
    for path in sorted(pages.FOLDER.glob("*.html")):
        (folder / "seeds" / path.name).write_bytes(path.read_bytes())
    for case in pages.cases()[:6]:
        (folder / "seeds" / f"{case.name}.txt").write_bytes(case.data)
    bodies = sorted((root / "tests/cases/bodies").glob("*.txt"))
    for number, body in enumerate(bodies):
        rng = random.Random(number)
        article = corrupt.traditional("街道社區的一天\n" + body.read_text(encoding="utf-8"))
        table = corrupt.site_table(rng, article)
        half = ("after", "before", "never")[number % 3]
        page = corrupt.corrupt(article, table, entities=number % 2 == 0, half=half)
        (folder / "seeds" / f"damaged{number}.txt").write_text(page, encoding="utf-8")
    for name, long in (("hostile", ""), ("hostile_long", "网址" + "x" * 3000)):
        page = HOSTILE.replace("{long}", long)
        (folder / "seeds" / f"{name}.txt").write_bytes(page.encode("utf-8"))
    build.build(folder / "seeds", root / "lexicons", folder / "corpus")
    return corpus.load(folder / "corpus", root / "lexicons")


class Table(HTMLParser):
    """The two columns as text, the links and the tags of a table."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.columns: list[str] = ["", ""]
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self._cell = -1
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open.append(tag)
        self._cell = {"tr": -1, "td": self._cell + 1}.get(tag, self._cell)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self._open and not {"ins", "sup", "summary"} & set(self._open):
            self.columns[self._cell] += data


def raw_pages(c: Corpus) -> Path:
    folder = c.folder.parent / "seeds"
    return folder if folder.is_dir() else pages.ROOT.parent / "seeds"


def shown(c: Corpus, doc_id: str) -> Table:
    return Table(provenance.beside(c, doc_id, seeds=raw_pages(c))._repr_html_())


def both(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("which", names or ["seeds", "generated"])


@both()
def test_every_raw_character_is_counted_once(which: str, request: pytest.FixtureRequest) -> None:
    c: Corpus = request.getfixturevalue(which)
    table = provenance.account(c)
    sums = table.groupby("doc_id")["characters"].sum()
    assert sums.to_dict() == dict(zip(c.documents["doc_id"], c.documents["chars_raw"], strict=True))
    assert not table.duplicated(["doc_id", "part", "what"]).any()
    assert (table["characters"] > 0).all()
    assert set(table["part"]) == {"sentence", "field", "removed"}
    assert "unplaced" not in set(table["what"])
    assert set(table.loc[table["part"] == "removed", "what"]) <= set(c.removed["reason"])


def test_in_clean_sentences_every_character_is_itself(seeds: Corpus) -> None:
    table = provenance.account(seeds).query("part == 'sentence' and what == 'as printed'")
    printed = table.set_index("doc_id")["characters"]
    clean = seeds.documents.query("damage == 'none'")["doc_id"]
    assert len(clean)
    for doc_id in clean:
        sentences = seeds.sentences.query("doc_id == @doc_id")
        assert printed[doc_id] == sentences["text"].str.len().sum()


def test_account_of_nothing(seeds: Corpus, tmp_path: Path) -> None:
    empty = Corpus(tmp_path, tmp_path)
    for name in ("documents", "sentences", "fields", "removed", "repairs"):
        empty._read[name] = getattr(seeds, name).iloc[:0]
    assert provenance.account(empty).columns.tolist() == ["doc_id", "part", "what", "characters"]
    assert provenance.damage(empty).empty


@both()
def test_left_is_the_raw_page_and_right_the_article(
    which: str, request: pytest.FixtureRequest
) -> None:
    c: Corpus = request.getfixturevalue(which)
    for document in c.documents.itertuples():
        table = shown(c, document.doc_id)
        data = (raw_pages(c) / document.file).read_bytes()
        text = data.decode(document.encoding, errors="replace").removeprefix("\ufeff")
        left, right = table.columns
        assert len(left) == len(text) == document.chars_raw
        for sign, printed in zip(left, text, strict=True):
            assert sign == printed or printed.isspace() or sign in "◌␇", (sign, printed)
        article = right.replace("␣", " ").replace("□", "\u3000")
        for sentence in c.sentences.query("doc_id == @document.doc_id")["text"]:
            if not set(sentence) & set("\u202e\x07\ufeff\u200b\xa0"):
                assert sentence in article


@both()
def test_sentences_are_linked_both_ways(which: str, request: pytest.FixtureRequest) -> None:
    c: Corpus = request.getfixturevalue(which)
    for doc_id in c.documents["doc_id"]:
        table = shown(c, doc_id)
        assert len(table.ids) == len(set(table.ids))
        assert {link.removeprefix("#") for link in table.links} == set(table.ids)
        assert len(table.ids) == 2 * (c.sentences["doc_id"] == doc_id).sum()


def test_a_hostile_page_stays_text(generated: Corpus) -> None:
    for doc_id in generated.documents["doc_id"]:
        page = provenance.beside(generated, doc_id)._repr_html_()
        table = Table(page)
        assert table.tags <= TAGS
        assert table.attributes <= ATTRIBUTES
        assert "\u202e" not in page
        assert page.count("</style>") == 1
    raw = shown(generated, "hostile").columns[0]
    assert "alert" in raw
    assert "</style>" in raw


def test_a_long_stretch_can_be_folded(generated: Corpus) -> None:
    removed = generated.removed[generated.removed["text"].str.len() > 1000]
    assert len(removed), "a saved page has long markup"
    page = provenance.beside(generated, removed["doc_id"].iloc[0])._repr_html_()
    assert "<details><summary>" in page


def test_bytes_of_the_damage_are_those_worked_out_by_hand(seeds: Corpus) -> None:
    """The examples of the method's notes: 。“社区, 日报社's 报, 因为东方's 为东, and 使命。”."""
    table = provenance.damage(seeds).set_index("repaired")
    worked_out = {
        "。“社區": ("?? A3A1 B0C9 E785 5E", "A1A3 A1B0 C9E7 855E"),
        "報": ("?? qǐng) ?? bào)", "88F3"),
        "為東": ("?? yàn) E996 7C", "9EE9 967C"),
        "。”": ("?? A3A1 ?? /p>", "A1A3 A1B1"),
    }
    for repaired, (printed, before) in worked_out.items():
        row = table.loc[repaired]
        assert (row["bytes_printed"], row["bytes_repaired"]) == (printed, before)


@both()
def test_bytes_printed_give_the_bytes_repaired(which: str, request: pytest.FixtureRequest) -> None:
    """Taken together, with a lost byte free, they are the same bytes in the same order."""
    c: Corpus = request.getfixturevalue(which)
    table = provenance.damage(c)
    assert len(table)
    same = tried = 0

    rows = table[~table["rule"].str.contains("tag|entity|unrepaired|spam")]
    for row in rows.itertuples():
        groups = [part for part in row.bytes_printed.split() if set(part) <= set(HEX)]
        printed, wanted = "".join(groups), row.bytes_repaired.replace(" ", "")
        tried += 1
        same += len(printed) == len(wanted) and all(
            a in ("?", b) for a, b in zip(printed, wanted, strict=True)
        )
    assert same >= 0.95 * tried


def test_damage_adds_up_to_the_repairs(generated: Corpus) -> None:
    table = provenance.damage(generated)
    repairs = generated.repairs
    for row in table.itertuples():
        inside = repairs.query(
            "doc_id == @row.doc_id and raw_start >= @row.raw_start and raw_end <= @row.raw_end"
        )
        assert row.printed == "".join(inside["printed"])
        assert row.repaired == "".join(inside["repaired"])
        repairs = repairs.drop(inside.index)
    assert set(repairs["rule"]) == {"reading"}
    assert "reading" not in set(table["rule"])
    assert table["confidence"].between(0, 1).all()


def test_what_gbk_has_not_is_named_by_its_number() -> None:
    c = Corpus(Path(), Path())
    row = {"doc_id": "a", "raw_start": 3, "raw_end": 5, "printed": "?😀", "repaired": ""}
    c._read["repairs"] = pd.DataFrame(
        [row | {"rule": "unrepaired", "confidence": 0.0, "proof": ""}]
    )
    (made,) = provenance.damage(c).to_dict("records")
    assert (made["bytes_printed"], made["bytes_repaired"]) == ("?? U+1F600", "")


def test_a_page_that_is_gone_or_changed(generated: Corpus, tmp_path: Path) -> None:
    doc_id = generated.documents["doc_id"].iloc[0]
    with pytest.raises(CorpusError, match="There is no document 'nobody'"):
        provenance.beside(generated, "nobody")
    with pytest.raises(CorpusError, match="can't be read"):
        provenance.beside(generated, doc_id, seeds=tmp_path)
    file = generated.documents["file"].iloc[0]
    (tmp_path / file).write_text("另一页", encoding="utf-8")
    with pytest.raises(CorpusError, match="has changed since"):
        provenance.beside(generated, doc_id, seeds=tmp_path)
