"""Small corpora for tests, written as texts whose words are already set apart by spaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from wucheng import corpus, lexicon, tables

_MARKS = set("，。！？、：；“”…")
_TAGS = {"天津": "ns", "深圳": "ns", "王芳": "nr", "说": "v", "坚守": "v"}

Paragraphs = Sequence[str | tuple[str, str]]


def build(
    folder: Path, documents: Mapping[str, tuple[str, Paragraphs]], stop: str = "的 了 在"
) -> corpus.Corpus:
    """A corpus in a folder from doc_id → (city, paragraphs).

    A paragraph is its words with spaces between them, or (kind, words); it is cut into sentences
    after 。 Words are tagged n unless the table above says otherwise, marks x.
    """
    sentences, tokens = [], []
    for doc_id, (_, paragraphs) in documents.items():
        number = 0
        for place, paragraph in enumerate(paragraphs):
            kind, words = paragraph if isinstance(paragraph, tuple) else ("body", paragraph)
            for sentence in words.replace("。", "。|").split("|"):
                if not sentence.strip():
                    continue
                start = 0
                for position, word in enumerate(sentence.split()):
                    tag = "x" if word in _MARKS else _TAGS.get(word, "n")
                    tokens.append(
                        {"doc_id": doc_id, "sentence": number, "position": position}
                        | {"token": word, "pos": tag, "start": start, "end": start + len(word)}
                    )
                    start += len(word)
                text = "".join(sentence.split())
                sentences.append(
                    {"doc_id": doc_id, "sentence": number, "paragraph": place}
                    | {"kind": kind, "text": text, "raw_start": 0, "raw_end": 0, "runs": ""}
                )
                number += 1
    rows = [{"doc_id": doc_id, "city": city} for doc_id, (city, _) in documents.items()]
    place = folder / "corpus"
    for name, content in (("documents", rows), ("sentences", sentences), ("tokens", tokens)):
        tables.write(place / f"{name}.csv", tables.csv(tables.frame(name, content)))
    lexicons = folder / "lexicons"
    gloss = "word\tfreq\tpos\tgloss\n社区\t\tn\tcommunity\n防线\t\tn\tdefence line\n"
    tables.write(lexicons / "words.tsv", gloss)
    tables.write(lexicons / "stopwords.txt", "\n".join(stop.split()))
    for file in ("places.tsv", "roles.tsv"):
        tables.write(lexicons / file, "\t".join(lexicon.COLUMNS[file]) + "\n")
    for name in ("quotes", "people"):
        tables.write(place / f"{name}.csv", tables.csv(tables.frame(name, [])))
    return corpus.load(place)
