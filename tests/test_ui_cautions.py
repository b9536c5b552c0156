"""What is said beside a sentence of what it rests on."""

import pytest

from analysis import warnings
from analysis.answer import Citation, Statement
from corpus.passage import Span
from corpus.voice import Voice
from ui.chat.cautions import SAME_AS, Caution, cautions_for, told_beside
from ui.chat.conversation import CitedPassage


def cited(voice: Voice = Voice.COURT_REASONING, *, digest: bool = False) -> Citation:
    return Citation("a" * 16, "甲.txt", "甲案", Span(0, 2), "还钱", voice, True, digest)


def said(*citations: Citation, voice: Voice = Voice.COURT_REASONING) -> Statement:
    return Statement("还钱。", voice, citations)


CLEAN = CitedPassage(1, cited())


@pytest.mark.parametrize(
    ("statement", "passage", "cautions"),
    [
        (said(cited()), CLEAN, ()),
        (said(cited()), CitedPassage(1, cited(), spun=True), (Caution.SPUN,)),
        (said(cited()), CitedPassage(1, cited(), partial=True), (Caution.PARTIAL,)),
        (said(cited()), CitedPassage(1, cited(), gone=True), (Caution.GONE,)),
        (said(cited(digest=True)), CLEAN, (Caution.DIGEST,)),
        # one quote of two is nobody's known words
        (said(cited(), cited(Voice.OTHER)), CLEAN, (Caution.UNSURE,)),
        # all of it is: the badge says so
        (said(cited(Voice.OTHER), voice=Voice.OTHER), CLEAN, ()),
    ],
)
def test_each_fault_is_told_beside_its_sentence(
    statement: Statement, passage: CitedPassage, cautions: tuple[Caution, ...]
) -> None:
    assert cautions_for(statement, [passage]) == cautions


def test_what_stands_beside_a_sentence_is_not_said_again_below_the_answer() -> None:
    assert told_beside((said(cited(digest=True)),), [CLEAN]) >= {warnings.DIGEST}
    assert warnings.SPUN not in told_beside((said(cited(digest=True)),), [CLEAN])
    nobody = said(cited(Voice.OTHER), voice=Voice.OTHER)
    assert warnings.UNKNOWN_VOICE in told_beside((nobody,), [CLEAN])


def test_every_warning_of_sources_has_its_caution() -> None:
    names = {warnings.SPUN, warnings.PARTIAL, warnings.DIGEST, warnings.UNKNOWN_VOICE}
    assert set(SAME_AS.values()) == names
