"""Formulas that a machine broke tell a rewritten text; a word that varies does not."""

import pytest

from ingest.spin import SPUN_NOTE, garbling_of, quality_of
from ingest.spin_formulas import MIN_BROKEN, formulas_in, frames_of, places_of, usual_words
from ingest.spin_formulas_train import DOCUMENTS, OFTEN, learn

SOUND = (
    "原告甲某诉称，被告未还款，请求判令被告还款。被告辩称，款项已还。经审理查明，借款属实。"
    "上述事实，有借条为证，足以认定。本院认为，被告应当还款。判决如下："
    "一、被告还款。二、驳回原告的其他诉讼请求。如果未按本判决指定的期间履行给付金钱义务，应当加倍支付。"
    "本案受理费人民币50元，减半收取。如不服本判决，可在判决书送达之日起十五日内，提交上诉状一份。"
)
ORDINARY_SWAPS = {  # all of them words that sound judgments have elsewhere
    "认为": "以为", "审理": "审办", "判决如": "判定如",
    "认定": "判定", "书送": "书转", "给付": "交付",
}  # fmt: skip


def swapped(text: str) -> str:
    for usual, other in ORDINARY_SWAPS.items():
        text = text.replace(usual, other)
    return text


def test_a_text_that_breaks_many_formulas_was_rewritten() -> None:
    garbling = garbling_of(swapped(SOUND))
    assert garbling.spun and not garbling.known_engine
    assert garbling.hits == ()  # no word of it is unlikely
    assert "本院以为" in garbling.broken


def test_the_sound_one_breaks_none() -> None:
    formulas = formulas_in(SOUND)
    assert formulas.framed > MIN_BROKEN and formulas.broken == ()


def test_what_was_broken_is_shown() -> None:
    notes = quality_of(swapped(SOUND)).notes
    assert notes[0] == SPUN_NOTE
    assert "如“" in notes[1] and "#" not in notes[1]


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("", False),
        ("no Chinese", False),
        ("本院以为，" * 20, False),  # one formula, however often it is broken
        (swapped(SOUND) + SOUND * 40, False),  # few of very many
    ],
)
def test_traps(text: str, rewritten: bool) -> None:
    assert formulas_in(text).rewritten is rewritten


def test_a_border_is_no_part_of_a_word() -> None:
    assert list(places_of("甲，乙丙丁戊")) == [("#乙", "丙丁", "戊#")]


def test_a_frame_is_learned_where_its_word_hardly_varies() -> None:
    always = ["本院认为，经过质证。"] * OFTEN
    varied = [f"本院{word}为，" for word in ("认", "以") for _ in range(OFTEN)]
    assert frames_of(learn([always], []))["#本为#"] == "院认"
    assert frames_of(learn([varied], [])) == {}
    assert frames_of(learn([["本院认为，" * OFTEN]], [])) == {}  # one document's own way
    assert len(always) >= DOCUMENTS


def test_what_the_laws_say_otherwise_is_no_formula() -> None:
    always = ["本院认为，"] * OFTEN
    assert frames_of(learn([always], ["本院决为，"])) == {}


def test_the_frames_that_ship_are_four_characters_around_two() -> None:
    assert all(len(sides) == 4 and len(word) == 2 for sides, word in usual_words().items())
