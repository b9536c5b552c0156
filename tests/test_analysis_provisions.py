"""Beside a quote stand the articles that it cites, by the edition that the text names."""

from dataclasses import replace

import pytest

from analysis.answer import Citation, Statement
from analysis.provisions import provisions_in, with_provisions
from analysis.reader import Reader
from corpus.judgment import Header, Judgment, judgment_id_of
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ingest.references import references_in

PLEA = Voice.PLAINTIFF_CLAIM


def judgment(text: str, date: str | None = "2022-05-01") -> Judgment:
    sentences = (Sentence(Span(0, len(text)), PLEA),)
    return Judgment(
        judgment_id_of(text), "甲案", text, Header(date=date), sentences,
        statutes=references_in(text, sentences, date),
    )  # fmt: skip


def names(text: str, quote: str = "", date: str | None = "2022-05-01") -> list[str]:
    """The articles told beside a quote, by default of the whole text."""
    start = text.index(quote) if quote else 0
    span = Span(start, start + len(quote or text))
    return [f"{p.cited.name} {p.standing[:2]}" for p in provisions_in(judgment(text, date), span)]


TWO = "原告认为应依《民法典》第一千一百九十七条担责。被告称应依《侵权责任法》第三十六条。"


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (TWO, "", ["《民法典》第一千一百九十七条 现行", "《侵权责任法》第三十六条 已于"]),
        # Only what the quote itself cites, not its neighbours; whole, not cut.
        (TWO, "被告称应依《侵权责任法》第三十六条", ["《侵权责任法》第三十六条 已于"]),
        (TWO, "被告称应依《侵权责任法》", []),
        # Cited twice, told once.
        ("《民法典》第一千一百九十七条。又依《民法典》第一千一百九十七条。", "",
         ["《民法典》第一千一百九十七条 现行"]),
        # Unknown law, law as a whole, an article of which nothing is known.
        ("依《某市条例》第三条，依《民法典》，依《民事诉讼法》第九百条。", "", []),
        ("依《合同法》第一百三十三条之一。", "", []),  # an inserted article is another
    ],
)  # fmt: skip
def test_what_a_quote_cites(text: str, quote: str, found: list[str]) -> None:
    assert names(text, quote) == found


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("《著作权法》第四十九条。", ["现行"]),  # by the day of the decision
        ("2010年修正的《著作权法》第四十九条。", ["20"]),
        ("《著作权法》（2010年修正）第四十九条。", ["20"]),
        ("《中华人民共和国著作权法（2010修正）》第四十九条。", ["20"]),
        # Told once for a list, and for it alone.
        ("2010年修正的《著作权法》第四十八条、第四十九条。", ["20", "20"]),
        ("2010年修正的《著作权法》第四十八条。《著作权法》第四十九条。", ["20", "现行"]),
        # A year that is none of an edition.
        ("2010年发表的，依《著作权法》第四十九条。", ["现行"]),
    ],
)
def test_the_edition_is_the_one_that_the_text_names(text: str, standings: list[str]) -> None:
    told = provisions_in(judgment(text), Span(0, len(text)))
    assert [p.standing[: len(s)] for p, s in zip(told, standings, strict=True)] == standings


def citation(of: Judgment, **changes: object) -> Citation:
    made = Citation(
        of.id, "a.txt", "甲案", Span(0, len(of.text)), of.text, Voice.PLAINTIFF_CLAIM, True
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_only_what_is_quoted_from_the_text_has_them() -> None:
    read = judgment(TWO)
    reader = Reader(lambda _: read, lambda _: (), None, lambda *_: ())  # type: ignore[arg-type]
    forged = citation(read, verified=False)
    nowhere = citation(read, span=None, verified=False)
    said = Statement("原告说。", PLEA, (citation(read), forged, nowhere))
    (statement,) = with_provisions([said], reader)
    assert [len(c.provisions) for c in statement.citations] == [2, 0, 0]
    assert [len(c["provisions"]) for c in statement.as_json()["citations"]] == [2, 0, 0]
    assert statement.text == said.text and statement.voice is said.voice
