"""Questions: what voices their files name."""

import pytest

from corpus.voice import Voice
from evals.dataset import GOLD_VOICES, Question, gold_voice, unknown_voices

GOLD_NAMES = [
    ("plaintiff_claim", Voice.PLAINTIFF_CLAIM),
    ("appellant_claim", Voice.PLAINTIFF_CLAIM),  # in an appeal
    ("appellee_argument", Voice.DEFENDANT_ARGUMENT),
    ("holding", Voice.ORDER),  # the seed's name
    ("case_fact", Voice.COURT_FINDING),
    ("article_author", Voice.COMMENTARY),
    ("法院查明", Voice.COURT_FINDING),  # the Chinese name
    ("none", None),  # how the seed says that there is none
    ("", None),
    (None, None),
    ("narrator", None),  # unknown: reported, not guessed
]


@pytest.mark.parametrize(("name", "voice"), GOLD_NAMES)
def test_gold_voices(name: str | None, voice: Voice | None) -> None:
    assert gold_voice(name) is voice


def test_every_voice_has_a_gold_name() -> None:
    assert set(GOLD_VOICES.values()) == set(Voice)


def test_unknown_voices_are_counted() -> None:
    questions = (Question("1", "a", voice="narrator"), Question("2", "b", voice="none"))
    assert unknown_voices(questions) == {"narrator": 1}
