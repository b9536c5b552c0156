"""Script: legal words in traditional characters are read in place."""

import pytest

from corpus.script import WORDS, simplified


@pytest.mark.parametrize(("word", "plain"), WORDS)
def test_every_word_keeps_its_length(word: str, plain: str) -> None:
    assert simplified(word) == plain
    assert len(word) == len(plain)
    assert simplified(plain) == plain  # nothing that is simplified changes


def test_other_characters_stay() -> None:
    assert simplified("鑫淼鴻達，ABC") == "鑫淼鴻達，ABC"
