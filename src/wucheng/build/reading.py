"""What one page gives to the tables: a pure function of the page and the lexicons.

And, where other pages show that some of its lines are the site's, of these lines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from wucheng import when
from wucheng.build.tokens import token_rows, tokenise
from wucheng.events import corrections, events, sameness
from wucheng.events.cues import IDLE, Cues
from wucheng.forms import forms
from wucheng.frames.codebook import Codebook
from wucheng.frames.parties import Parties
from wucheng.language import quantity
from wucheng.language.sentences import Sentence
from wucheng.language.words import Segmenter
from wucheng.lexicon import Lexicons
from wucheng.pages.page import Page, Reader
from wucheng.pages.trace import compress
from wucheng.people.roles import Roles
from wucheng.people.tagger import Tagger
from wucheng.voices import cues, quotes

#: Rows by table name; documents has one.
Rows = dict[str, list[dict[str, Any]]]

#: What a person may know better than the page: columns of catalogue.csv that win over it.
KNOWN = ("title", "date", "city", "province", "place", "source", "authors")


class Analyst:
    """Reads pages into rows of all tables, with one set of lexicons.

    Args:
        lexicons: of one folder.
        tagger: asked for personal names too; without one the rules alone find them.
    """

    def __init__(self, lexicons: Lexicons, tagger: Tagger | None) -> None:
        self._tagger = tagger
        self._lexicons = lexicons
        self._reader = Reader(lexicons)
        self._segmenter = Segmenter([*self._reader.gazetteer.words(), *lexicons["words"]])
        self._roles = Roles(lexicons["roles"])
        self._speech = cues.Cues(lexicons["speech"])
        self._codebook = Codebook(lexicons["frames"])
        self._cues = Cues(lexicons["events"])
        self._types = {row["type"] for row in lexicons["events"]} - {IDLE}
        self._forms = forms.Reader(lexicons["forms"], lexicons["idioms"], lexicons["roles"])

    def rows(
        self,
        doc_id: str,
        file: str,
        data: bytes,
        known: Mapping[str, str],
        shared: Collection[str] = (),
    ) -> Rows:
        """The rows of one page. Raises Refused if it is not an article.

        Args:
            doc_id: key of the document in every table.
            file: its path below the seeds, as it is to be shown.
            data: the bytes of the page.
            known: cells of its line in catalogue.csv; the empty ones say nothing.
            shared: lines that other pages of its site have too.
        """
        page = self._reader.read(data, shared)
        document = _document(doc_id, file, page, known)
        document["tagger"] = self._tagger.name if self._tagger else ""
        rows = {"documents": [document], **_places(page), **self._analysis(page, document)}
        return {name: [{"doc_id": doc_id} | row for row in made] for name, made in rows.items()}

    def _analysis(self, page: Page, document: Mapping[str, Any]) -> Rows:
        sentences = [sentence for sentence, _ in page.sentences]
        texts = [sentence.text for sentence in sentences]
        tokens, persons, names = tokenise(sentences, self._segmenter, self._roles, self._tagger)
        on = date.fromisoformat(document["date"]) if document["date"] else None
        times = when.read_sentences(
            texts,
            on,
            paragraphs=[sentence.paragraph for sentence in sentences],
            names=[[mention[:2] for mention in line] for line in names],
        )
        quantities = [quantity.read(t, cut) for t, cut in zip(texts, tokens, strict=True)]
        quoted = quotes.read(sentences, persons, self._speech, self._roles, names)
        parties = Parties(sentences, tokens, names, persons, quoted, self._roles)
        happened = events.read(
            sentences, tokens, times, quantities, persons, quoted, self._cues, on=on
        )
        corrected = self._corrected(document["doc_id"], sentences, happened)
        return {
            "tokens": list(token_rows(tokens)),
            "times": [
                {"sentence": s} | time._asdict() for s, found in enumerate(times) for time in found
            ],
            "quantities": [
                {"sentence": s} | _cells(q) for s, found in enumerate(quantities) for q in found
            ],
            "people": [
                _cells(person)
                | {"sentences": ";".join(map(str, person.sentences)), "also": ";".join(person.also)}
                for person in persons
            ],
            "quotes": [_cells(quote) for quote in quoted],
            "frames": [
                {"sentence": s} | cue._asdict()
                for s, sentence in enumerate(sentences)
                for cue in self._codebook.code(
                    sentence, tokens[s], quantities[s], names[s], parties
                )
            ],
            "events": [row | {"city": document["city"]} for row in corrected.events],
            "corrections": corrected.report,
            "forms": [
                {"sentence": mark.sentence, "quoted": mark.quoted} | mark.form._asdict()
                for mark in self._forms.read(sentences, tokens, quoted)
            ],
        }

    def _corrected(
        self, doc_id: str, sentences: Sequence[Sentence], happened: Sequence[events.Event]
    ) -> corrections.Corrected:
        """The events with their ids, corrected, and second tellings linked to the first."""
        width = max(3, len(str(len(happened))))
        numbered: list[dict[str, Any]] = [
            _cells(event) | {"event": f"{doc_id}-{number:0{width}}", "same_as": ""}
            for number, event in enumerate(happened, 1)
        ]
        made = corrections.apply(
            doc_id,
            numbered,
            {sentence.sentence: sentence.text for sentence in sentences},
            self._lexicons["corrections"],
            self._types,
        )
        return corrections.Corrected(sameness.link(made.events), made.report)


def _cells(item: Any) -> dict[str, Any]:
    """The fields of a dataclass of plain values, which asdict would look into and copy."""
    return {name: getattr(item, name) for name in item.__slots__}


def _document(doc_id: str, file: str, page: Page, known: Mapping[str, str]) -> dict[str, Any]:
    better = {name: known[name] for name in KNOWN if known.get(name)}
    bases = {"date": "date_basis", "source": "source_basis", "city": "place_basis"}
    better |= {bases[name]: "catalogue.csv" for name in better.keys() & bases.keys()}
    same = "sha256 encoding damage script unrepaired round_trip".split()
    return {
        "doc_id": doc_id,
        "file": file,
        **_cells(page.facts),
        "authors": ";".join(page.facts.authors),
        "city": page.location.city,
        "province": page.location.province,
        "place": page.location.place,
        "place_basis": page.location.basis,
        **better,
        **{name: getattr(page, name) for name in same},
        "chars_raw": len(page.raw),
        "chars_body": sum(map(len, page.paragraphs)),
        "chars_lost": page.lost,
        "lines_joined": page.joined,
        "chars_converted": page.converted,
        "chars_widened": page.widened,
    }


def _places(page: Page) -> Rows:
    """The tables that lead back to the raw page."""
    return {
        "sentences": [
            _cells(sentence) | _at(part.raw_start, part.raw_end) | {"runs": compress(part)}
            for sentence, part in page.sentences
        ],
        "fields": [
            _at(field.text.raw_start, field.text.raw_end, page)
            | {"field": field.name, "value": field.value}
            for field in page.fields
        ],
        "repairs": [_at(mend.start, mend.end) | _cells(mend) for mend in page.repairs],
        "removed": [
            _at(part.start, part.end, page) | {"reason": part.reason} for part in page.removed
        ],
    }


def _at(start: int, end: int, page: Page | None = None) -> dict[str, Any]:
    """Where something stands in a raw page, and of a page that is given what stands there."""
    place = {"raw_start": start, "raw_end": end}
    return place | ({"text": page.raw[start:end]} if page else {})
