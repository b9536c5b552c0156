"""How judgments and passages are laid down in the catalog's rows, and read back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.judgment import DIGEST, Given, Header, Judgment, Party, Quality
from corpus.mention_rows import (
    amounts_from_row,
    case_numbers_from_row,
    dates_from_row,
    mentions_row,
    statutes_from_row,
)
from corpus.passage import Passage, Sentence, Span
from corpus.scope import name_key, year_of
from corpus.voice import Voice


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable judgment as a list shows it, without its text."""

    judgment_id: str
    title: str
    source_ids: tuple[str, ...]  # what people call it, by origin
    origins: tuple[str, ...]  # where it came from, a path or path::row
    doc_type: str | None
    court: str | None
    case_number: str | None
    date: str | None
    spun: bool
    partial: bool
    page_starts: tuple[int, ...]  # empty where the source has no pages
    characters: int
    passages: int
    cause: str | None = None  # as filters compare it: half-width, without white space
    instance: str | None = None
    court_level: str | None = None
    year: int | None = None  # of the decision

    @property
    def is_digest(self) -> bool:
        """Whether it is our own restatement, never to be shown as the court's words."""
        return self.doc_type == DIGEST


def judgment_row(judgment: Judgment) -> dict[str, Any]:
    """A judgment as a row, all columns but its state."""
    header = asdict(judgment.header)
    header["places"] = {name: [s.start, s.end] for name, s in judgment.header.places}
    return {
        "id": judgment.id,
        "title": judgment.title,
        "text": judgment.text,
        "characters": len(judgment.text),
        "header": header,
        "doc_type": judgment.header.doc_type,
        "court": judgment.header.court,
        "case_number": judgment.header.case_number,
        "date": judgment.header.date,
        "sentences": [[s.span.end, s.voice.value] for s in judgment.sentences],
        "spun": int(judgment.quality.spun),
        "quality_score": judgment.quality.score,
        "quality_notes": list(judgment.quality.notes),
        "partial": int(judgment.quality.partial),
        "given": asdict(judgment.given),
        "mentions": mentions_row(judgment),
        "court_level": judgment.header.court_level,
        "year": year_of(judgment.header.date),
        "instance": judgment.header.instance,
        "court_key": name_key(judgment.header.court or "") or None,
        "cause_key": name_key(judgment.header.cause or "") or None,
    }


def header_from_row(row: Mapping[str, Any]) -> Header:
    """The header that a row's column holds."""
    fields = dict(row)
    fields["parties"] = tuple(Party(**party) for party in fields["parties"])
    fields["places"] = tuple((name, Span(*place)) for name, place in fields["places"].items())
    return Header(**fields)


def judgment_from_row(row: Mapping[Any, Any]) -> Judgment:
    """The judgment a row holds."""
    sentences = []
    start = 0
    for end, voice in row["sentences"]:
        sentences.append(Sentence(Span(start, end), Voice(voice)))
        start = end
    return Judgment(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        header=header_from_row(row["header"]),
        sentences=tuple(sentences),
        quality=Quality(
            spun=bool(row["spun"]),
            score=row["quality_score"],
            partial=bool(row["partial"]),
            notes=tuple(row["quality_notes"]),
        ),
        statutes=statutes_from_row(row["mentions"]),
        amounts=amounts_from_row(row["mentions"]),
        dates=dates_from_row(row["mentions"]),
        case_numbers=case_numbers_from_row(row["mentions"]),
        given=given_from_row(row["given"]),
    )


def given_from_row(fields: Mapping[str, Any]) -> Given:
    """What the reader was given beside the text, from its column."""
    return Given(
        name=fields["name"],
        front_matter=tuple((key, value) for key, value in fields["front_matter"]),
        notes=tuple(fields["notes"]),
        page_starts=tuple(fields["page_starts"]),
    )


def passage_row(passage: Passage, ordinal: int) -> dict[str, Any]:
    """A passage as a row; `ordinal` counts from 0 in text order."""
    return {
        "id": passage.id,
        "judgment_id": passage.judgment_id,
        "ordinal": ordinal,
        "start": passage.span.start,
        "end": passage.span.end,
        "voice": passage.voice.value,
        "text": passage.text,
        "search_text": passage.search_text,
    }


_VOICES = {
    voice.value: voice for voice in Voice
}  # faster than Voice(…), which a search would call for every row


def passage_from_columns(
    id_: str, judgment_id: str, _ordinal: int, start: int, end: int, *words: str
) -> Passage:
    """The passage of a row, its columns in the order of the table: the last are voice, text and
    search text. By place, not by name: a search reads hundreds.
    """
    voice, text, search_text = words
    return Passage(id_, judgment_id, Span(start, end), _VOICES[voice], text, search_text)


def entry_from_rows(rows: Sequence[Mapping[Any, Any]]) -> Entry:
    """The list entry of one judgment; it has a row for each of its sources, one at least."""
    row = rows[0]
    return Entry(
        judgment_id=row["id"],
        title=row["title"],
        source_ids=tuple(dict.fromkeys(source["source_id"] for source in rows)),
        origins=tuple(source["origin"] for source in rows),
        doc_type=row["doc_type"],
        court=row["court"],
        case_number=row["case_number"],
        date=row["date"],
        spun=bool(row["spun"]),
        partial=bool(row["partial"]),
        page_starts=tuple(row["given"]["page_starts"]),
        characters=row["characters"],
        passages=row["passages"],
        cause=row["cause_key"],
        instance=row["instance"],
        court_level=row["court_level"],
        year=row["year"],
    )
