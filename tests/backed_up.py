"""A library to back up, and what comes out of its back-up."""

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.backup import Contents
from corpus.catalog import Catalog, Source
from corpus.judgment import Header, Judgment, Quality, judgment_id_of
from corpus.library import Library
from corpus.passage import Sentence, Span
from corpus.restore import unpacked
from corpus.voice import Voice

MEANS = {"analyzer": "a", "splitter": "1"}


def judgment(number: int) -> Judgment:
    text = f"本院认为，第{number}号借款应当归还。"
    sentence = Sentence(Span(0, len(text)), Voice.COURT_REASONING)
    return Judgment(judgment_id_of(text), f"案{number}", text, Header(), (sentence,), Quality())


def shelve(catalog: Catalog, number: int, origin: str) -> None:
    made = judgment(number)
    catalog.add_pending([(made, ())])
    catalog.publish([(made.id, Source(origin, f"case-{number}"))])


def make_library(folder: Path, count: int = 3) -> Path:
    """Judgments from uploads, as the page keeps them; an index, a lock, a draft."""
    library = Library(folder)
    (folder / "uploads").mkdir()
    with library.writing():
        for number in range(count):
            upload = folder / "uploads" / f"判决{number}.txt"
            upload.write_text(judgment(number).text, encoding="utf-8")
            shelve(library.catalog, number, str(upload.resolve()))
        library.write_manifest(MEANS)
    library.close()
    (folder / "indexes" / "g1").mkdir()
    (folder / "indexes" / "g1" / "passages").write_text("derived")
    (folder / "uploads" / ".判决.draft").write_text("half")
    (folder / "evaluations" / "一").mkdir(parents=True)
    (folder / "evaluations" / "一" / "metrics.json").write_text("{}")
    return folder


def lay(backup: Path, folder: Path) -> Contents:
    with unpacked(backup, folder) as (_, contents):
        return contents


def origins(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as database:
        return [row[0] for row in database.execute("SELECT origin FROM sources ORDER BY origin")]
