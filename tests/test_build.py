"""From pages to tables: what is promised for any pages, on the seeds and on hostile ones."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import site_pages
from wucheng import corpus, tables
from wucheng.build import build
from wucheng.errors import CorpusError, LexiconError
from wucheng.pages.trace import expand

NEWS = """成都市某某街道网格员守好“最后一百米”
发布日期：2022-09-05 10:00  来源：锦江时报

    成都市锦江区书院街街道的网格员王小芳每天早上6点出门。“大家都在等我。”王小芳说。

    9月3日，社区为300余户居民送去蔬菜，{extra}大家纷纷点赞。
"""


def seeds_of(folder: Path, **pages: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        data = page.encode("utf-8") if isinstance(page, str) else page
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def test_every_table_of_the_contract_is_there(built: Path) -> None:
    for table in tables.TABLES.values():
        data = pd.read_csv(built / table.file)
        assert list(data.columns[: len(table.columns)]) == list(table.columns)
        assert not data.duplicated(list(table.key)).any()


def test_bodies_are_those_of_a_careful_human_copy(built: Path, root: Path) -> None:
    copies = sorted((root / "tests/cases/bodies").glob("*.txt"))
    assert copies
    for copy in copies:
        read = (built / "text" / copy.name).read_text(encoding="utf-8")
        assert read == copy.read_text(encoding="utf-8"), copy.name


def test_every_raw_character_is_accounted_for(built: Path, root: Path) -> None:
    c = corpus.load(built, root / "lexicons")
    for document in c.documents.itertuples():
        raw = (root / "seeds" / document.file).read_bytes().decode(document.encoding)
        seen = np.zeros(len(raw), dtype=int)
        for name in ("sentences", "fields", "removed"):
            part = getattr(c, name)
            for row in part[part["doc_id"] == document.doc_id].itertuples():
                seen[row.raw_start : row.raw_end] += 1
                if name != "sentences":
                    assert raw[row.raw_start : row.raw_end] == row.text
        assert len(raw) == document.chars_raw
        assert (seen > 0).all(), raw[int(np.argmin(seen)) :][:40]
    assert "unplaced" not in set(c.removed["reason"])


def test_sentences_lead_back_to_the_raw_page(built: Path, root: Path) -> None:
    """Where nothing was repaired, each character is the raw one but for script and width."""
    c = corpus.load(built, root / "lexicons")
    pages = c.documents.set_index("doc_id")
    for row in c.sentences.itertuples():
        file, encoding = pages.loc[row.doc_id, ["file", "encoding"]]
        raw = (root / "seeds" / file).read_bytes().decode(encoding)
        starts, ends = expand(len(row.text), row.raw_start, row.runs)
        assert ends[-1] == row.raw_end
        assert (starts <= ends).all()
        if pages.loc[row.doc_id, "script"] == "hans" and not row.runs:
            printed = raw[row.raw_start : row.raw_end]
            assert printed.translate(
                str.maketrans(",:;!?()", "，：；！？（）")
            ) == row.text.translate(str.maketrans(",:;!?()", "，：；！？（）"))


def test_tokens_joined_are_the_sentence(built: Path, root: Path) -> None:
    c = corpus.load(built, root / "lexicons")
    joined = c.tokens.groupby(["doc_id", "sentence"])["token"].agg("".join)
    texts = c.sentences.set_index(["doc_id", "sentence"])["text"]
    assert joined.to_dict() == texts.to_dict()
    text = c.tokens.merge(c.sentences, on=["doc_id", "sentence"])
    assert all(row.text[row.start : row.end] == row.token for row in text.itertuples())


@pytest.mark.parametrize("table", ["times", "quantities", "frames", "quotes"])
def test_every_mark_is_in_its_sentence(built: Path, root: Path, table: str) -> None:
    c = corpus.load(built, root / "lexicons")
    marks = getattr(c, table).rename(columns={"text": "mark", "cue": "mark_cue"})
    column = "mark_cue" if table == "frames" else "mark"
    rows = marks.merge(c.sentences, on=["doc_id", "sentence"], how="left", validate="many_to_one")
    assert rows["text"].notna().all()
    following = c.sentences.groupby("doc_id")["text"].agg("".join)
    for row in rows.to_dict("records"):
        found = row["text"][row["start_char"] :]
        if table == "quotes":  # a quotation may run on over the next sentences
            assert following[row["doc_id"]].find(row[column]) >= 0
            found = found + following[row["doc_id"]].partition(row["text"])[2]
        assert found.startswith(row[column]), row


def test_facts_of_the_seeds(built: Path, root: Path) -> None:
    """Title, date, city, source and authors as a reader of the pages would note them."""
    documents = corpus.load(built, root / "lexicons").documents
    facts = pd.read_csv(root / "tests/cases/facts.csv", dtype=str, keep_default_na=False)
    assert documents[list(facts.columns)].to_dict("records") == facts.to_dict("records")


def test_one_process_and_two_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Also where pages are read again because they share lines of their site."""
    seeds = tmp_path / "seeds"
    shutil.copytree(root / "seeds", seeds)
    for number in range(3):
        (seeds / f"{number}.txt").write_text(site_pages.page(number), encoding="utf-8")
    made = []
    for workers in (1, 2):
        folder = tmp_path / f"corpus{workers}"
        found = build.build(seeds, root / "lexicons", folder, workers=workers).tables["removed"]
        assert (found["reason"] == "shared line").sum() == 3
        files = (path for path in folder.rglob("*.*"))
        made.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert made[0] == made[1]


def test_a_further_page_shows_up_everywhere(root: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(root / "seeds", seeds)
    seeds_of(seeds / "more", new_txt=NEWS.format(extra=""))
    made = build.build(seeds, root / "lexicons", tmp_path / "corpus").tables
    page = made["documents"].set_index("doc_id").loc["new"]
    assert (page["city"], page["date"], page["source"]) == ("成都", "2022-09-05", "锦江时报")
    for name in (
        "sentences",
        "tokens",
        "times",
        "events",
        "quantities",
        "people",
        "quotes",
        "frames",
    ):
        assert "new" in set(made[name]["doc_id"]), name
    speech = made["quotes"].query("doc_id == 'new' and speech")
    assert speech["speaker"].tolist() == ["王小芳"]


def test_the_catalogue_wins(root: Path, tmp_path: Path) -> None:
    seeds = seeds_of(tmp_path / "seeds", a_txt=NEWS.format(extra=""))
    (seeds / "catalogue.csv").write_text(
        "file,city,date\na.txt,绵阳,2022-09-06\n", encoding="utf-8"
    )
    page = build.build(seeds, root / "lexicons", tmp_path / "c").tables["documents"].iloc[0]
    assert (page["city"], page["date"], page["source"]) == ("绵阳", "2022-09-06", "锦江时报")
    assert page["place_basis"] == page["date_basis"] == "catalogue.csv"


@pytest.mark.parametrize(
    ("content", "message"),
    [("city\n绵阳\n", "no column doc_id"), ("file,date\na.txt,6.9.2022\n", "not YYYY-MM-DD")],
)
def test_a_wrong_catalogue_is_refused(
    root: Path, tmp_path: Path, content: str, message: str
) -> None:
    seeds = seeds_of(tmp_path / "seeds", a_txt=NEWS.format(extra=""))
    (seeds / "catalogue.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        build.build(seeds, root / "lexicons", tmp_path / "corpus")
    assert not (tmp_path / "corpus").exists()


def test_bad_pages_are_listed_and_the_good_ones_kept(root: Path, tmp_path: Path) -> None:
    seeds = seeds_of(
        tmp_path / "seeds",
        good_txt=NEWS.format(extra=""),
        copy_txt=NEWS.format(extra=""),
        empty_txt="",
        zip_txt=b"PK\x03\x04" + bytes(range(256)) * 20,
        emoji_txt="😀" * 500,
        only_png=b"\x89PNG",
    )
    seeds_of(seeds / "z", good_txt=NEWS.format(extra="又"))
    made = build.build(seeds, root / "lexicons", tmp_path / "corpus").tables
    assert made["documents"]["doc_id"].tolist() == ["copy"]  # good.txt has the same bytes
    rejected = dict(made["rejected"].itertuples(index=False))
    bad = {"good.txt", "empty.txt", "zip.txt", "emoji.txt", "only.png", "z/good.txt"}
    assert set(rejected) == bad
    assert all(reason.endswith(".") for reason in rejected.values())


def test_what_a_browser_saves_beside_a_page_is_one_line(root: Path, tmp_path: Path) -> None:
    seeds = seeds_of(tmp_path / "seeds")
    page = NEWS.format(extra="")
    (seeds / "雪 天 (1).html").write_text(page, encoding="utf-8")
    seeds_of(seeds / "雪 天 (1)_files/deep", frame_html=page + "又", logo_png=b"\x89PNG")
    seeds_of(seeds, archive_mhtml="From: <Saved by Blink>", paper_pdf=b"%PDF-1.4")
    seeds_of(seeds / "news_files", other_txt=NEWS.format(extra="又"))  # of no page
    made = build.build(seeds, root / "lexicons", tmp_path / "corpus").tables
    assert set(made["documents"]["file"]) == {"news_files/other.txt", "雪 天 (1).html"}
    rejected = dict(made["rejected"].itertuples(index=False))
    assert set(rejected) == {"雪 天 (1)_files/", "archive.mhtml", "paper.pdf"}
    assert rejected["archive.mhtml"].endswith("save it as a complete web page.")
    assert rejected["paper.pdf"].endswith("save its text as .txt.")
    assert rejected["雪 天 (1)_files/"].endswith("2 files.")


def test_nothing_to_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(CorpusError, match="There are no pages in"):
        build.build(tmp_path / "none", root / "lexicons", tmp_path / "corpus")
    with pytest.raises(CorpusError, match="There is no folder"):
        build.build(tmp_path / "nowhere", root / "lexicons", tmp_path / "corpus")


def test_a_missing_lexicon_leaves_no_corpus(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "lexicons", tmp_path / "lexicons")
    (tmp_path / "lexicons/frames.tsv").unlink()
    with pytest.raises(LexiconError, match=r"frames\.tsv is missing"):
        build.build(root / "seeds", tmp_path / "lexicons", tmp_path / "corpus")
    assert not (tmp_path / "corpus").exists()


def test_a_folder_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("a file, not a folder", encoding="utf-8")
    seeds = seeds_of(tmp_path / "seeds", a_txt=NEWS.format(extra=""))
    with pytest.raises(CorpusError, match="can't be written"):
        build.build(seeds, root / "lexicons", tmp_path / "corpus")


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")
def test_a_page_that_may_not_be_read(root: Path, tmp_path: Path) -> None:
    seeds = seeds_of(tmp_path / "seeds", a_txt=NEWS.format(extra=""), b_txt=NEWS.format(extra="又"))
    (seeds / "b.txt").chmod(0)
    try:
        if (seeds / "b.txt").stat().st_mode & stat.S_IRUSR:
            pytest.skip("the file system keeps no permission bits")
        outcomes = build.build(seeds, root / "lexicons", tmp_path / "corpus")
    finally:
        (seeds / "b.txt").chmod(0o600)
    assert outcomes.tables["documents"]["doc_id"].tolist()[0] == "a"


def test_an_old_text_goes_with_its_page(root: Path, tmp_path: Path) -> None:
    seeds = seeds_of(tmp_path / "seeds", a_txt=NEWS.format(extra=""), b_txt=NEWS.format(extra="又"))
    build.build(seeds, root / "lexicons", tmp_path / "corpus")
    (seeds / "b.txt").unlink()
    build.build(seeds, root / "lexicons", tmp_path / "corpus")
    assert [path.name for path in (tmp_path / "corpus/text").iterdir()] == ["a.txt"]


def test_a_file_too_large_for_a_page_is_refused(root: Path, tmp_path: Path) -> None:
    line = ("社区工作者守好防线，" * 1_200_000).encode()
    seeds = seeds_of(tmp_path / "seeds", line_txt=line, good_txt=NEWS.format(extra=""))
    made = build.build(seeds, root / "lexicons", tmp_path / "corpus").tables
    assert made["documents"]["doc_id"].tolist() == ["good"]
    assert made["rejected"]["reason"].tolist()[0].startswith("The file has 36 MB")
