"""Voices."""

import pytest

from corpus.voice import (
    COURT_VOICES,
    HOLDING_VOICES,
    INTRODUCTIONS,
    PARTY_VOICES,
    Voice,
    voice_named,
)


@pytest.mark.parametrize("name", ["法院说理", " 法院说理 ", "COURT_REASONING", "court_reasoning"])
def test_a_voice_answers_to_both_its_names(name: str) -> None:
    assert voice_named(name) is Voice.COURT_REASONING


@pytest.mark.parametrize("name", ["法院", "", "法院说理。"])
def test_an_unknown_voice_is_answered_with_the_names(name: str) -> None:
    with pytest.raises(ValueError, match=r"可用的有：原告主张、.*、其他"):
        voice_named(name)


def test_nobody_but_the_deciding_court_holds() -> None:
    assert not HOLDING_VOICES & PARTY_VOICES
    assert HOLDING_VOICES <= COURT_VOICES
    assert not {Voice.LOWER_COURT, Voice.COMMENTARY, Voice.OTHER, Voice.ISSUE} & HOLDING_VOICES


def test_every_voice_has_an_introduction_of_its_own() -> None:
    assert set(INTRODUCTIONS) == set(Voice)
    assert len(set(INTRODUCTIONS.values())) == len(Voice)
