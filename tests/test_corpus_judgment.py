"""Judgments: identity and sections."""

from corpus.judgment import ID_LENGTH, Header, judgment_id_of, sections_of
from corpus.passage import Sentence, Span
from corpus.voice import Voice


def test_the_same_text_is_the_same_judgment() -> None:
    one, same, other = map(judgment_id_of, ("本院认为。", "本院认为。", "本院认为。 "))
    assert one == same != other
    assert len(one) == ID_LENGTH
    assert judgment_id_of("\ud800")  # half a character, as broken JSON holds it


def test_sections_cover_the_sentences() -> None:
    court, order = Voice.COURT_REASONING, Voice.ORDER
    sentences = tuple(
        Sentence(Span(start, end), voice)
        for start, end, voice in [(0, 4, court), (4, 9, court), (9, 12, order), (12, 13, court)]
    )
    sections = [(s.voice, s.span.start, s.span.end) for s in sections_of(sentences)]
    assert sections == [(court, 0, 9), (order, 9, 12), (court, 12, 13)]
    assert sections_of(()) == ()


def test_the_contracts_header_holds_no_places() -> None:
    header = Header(court="甲法院", places=(("court", Span(0, 3)),))
    assert header.place_of("court") == Span(0, 3)
    assert header.place_of("date") is None
    assert set(header.as_json()) == {
        "court", "court_level", "doc_type", "case_number", "cause", "instance", "date", "parties",
        "disposition", "claimed_amount", "awarded_amount",
    }  # fmt: skip
