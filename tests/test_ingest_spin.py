"""Garbled reposts are told, sound texts are not, and each data row is tried on its example."""

import json
from pathlib import Path

import pytest

from ingest.spin import (
    LOST_NOTE,
    SPUN_NOTE,
    Marker,
    Substitute,
    garbling_of,
    markers,
    quality_of,
    substitutes,
)
from ingest.spin_reading import (
    Swap,
    likely_reading,
    restore,
    search_reading,
    swaps,
    swaps_in,
)

SHARED = Path(__file__).parents[1].parent / "shared"
SPUN = "法院认定该办事供给者形成帮帮侵权,侵害著做权人的消息收集权,存正在客不雅,该当承担义务。"
SOUND = "本院认为，被告作为网络服务提供者构成帮助侵权，应当承担侵权责任。"


@pytest.mark.parametrize("marker", markers(), ids=lambda marker: marker.form)
def test_a_marker_stands_in_its_own_example(marker: Marker) -> None:
    assert marker.form in marker.example
    assert len(marker.example) <= 20
    assert garbling_of(marker.example).hits


@pytest.mark.parametrize("swap", swaps(), ids=lambda swap: swap.spun)
def test_a_swap_is_undone_in_its_own_example(swap: Swap) -> None:
    assert len(swap.example) <= 20
    assert swap.spun in swap.example
    assert restore(swap.spun) == swap.original
    assert swap.risk in {"LOW", "MED", "HIGH"}


@pytest.mark.parametrize("row", substitutes(), ids=lambda row: row.form)
def test_an_unlikely_word_is_found_and_undone(row: Substitute) -> None:
    assert (row.form, 1) in garbling_of(f"，{row.form}，").hits
    assert restore(row.form, known_engine=False) == row.usual
    assert row.form != row.usual


def test_no_form_in_two_tables() -> None:
    forms = [m.form for m in markers()] + [s.form for s in substitutes()]
    assert len(set(forms)) == len(forms)


def test_no_swap_twice() -> None:
    assert len({swap.spun for swap in swaps()}) == len(swaps())


def test_a_garbled_text_is_told_and_noted() -> None:
    assert garbling_of(SPUN).spun
    quality = quality_of(SPUN)
    assert quality.spun and quality.score < 0.5
    assert quality.notes[0] == SPUN_NOTE
    assert "“义务”" in quality.notes[1] and "可能被改反" in quality.notes[1]


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "",
        "不合理合作。" + SOUND * 20,  # one form, often
        "洗稿把“著作权”写成“著做权”，“帮助”写成“帮帮”，“存在”写成“存正在”，"
        "“知识产权”写成“学问产权”，“民事”写成“平易近事”。" + SOUND * 40,  # an article about it
    ],
)
def test_a_sound_text_is_not_told(text: str) -> None:
    assert not garbling_of(text).spun
    assert quality_of(text).score == 1.0


def test_lost_characters_are_noted() -> None:
    quality = quality_of(SOUND * 20 + "\ufffd")
    assert quality.notes == (LOST_NOTE,)
    assert not quality.spun and quality.score < 1.0


def test_the_longest_form_wins_and_swaps_do_not_chain() -> None:
    assert restore("侵害消息收集权") == "侵害信息网络传播权"
    assert restore("利用") == "使用"  # and not 应用, which 使用 stands for
    assert restore("反不合理合作法") == "反不正当竞争法"


@pytest.mark.parametrize("text", [SPUN, "双方仳离，被告使用该图片。", SOUND, ""])
def test_the_swaps_of_a_text_make_its_likely_reading(text: str) -> None:
    read, position = "", 0
    for swap in swaps_in(text):
        read += text[position : swap.span.start] + swap.original
        position = swap.span.end
    assert read + text[position:] == (likely_reading(text, text) or text)


OTHER = "原告以为两边已经仳离，被告不克不及证明乞贷的缘故原由，德律风记录亦查抄未果。"


def test_a_text_of_another_engine_is_told_by_unlikely_words() -> None:
    garbling = garbling_of(OTHER)
    assert garbling.spun and not garbling.known_engine
    assert "当事人称谓" in quality_of(OTHER).notes[1]


@pytest.mark.parametrize(
    "text",
    [
        "双方通过德律风联系。" + SOUND * 20,  # one word, as an old book has it
        "仳离、乞贷、德律风、怙恃、不克不及、经由过程。"
        + SOUND * 80,  # a list in a long sound text
    ],
)
def test_a_few_unlikely_words_are_not_enough(text: str) -> None:
    assert not garbling_of(text).spun


@pytest.mark.parametrize(
    ("raw", "known", "read"),
    [
        ("消息收集权", True, "信息网络传播权"),  # low risk: in place
        ("间接侵权", True, "间接侵权 直接侵权"),  # may be true: both are found
        ("连带义务", True, "连带义务 连带责任"),
        ("利用者使用", False, "利用者使用"),  # another engine did not swap these
        ("乞贷", False, "借款"),
    ],
)
def test_the_search_text_is_restored_in_tiers(raw: str, known: bool, read: str) -> None:
    assert search_reading(raw, known_engine=known) == read


@pytest.mark.parametrize(
    ("quote", "whole", "read"),
    [
        ("被告使用该图片", None, None),  # nothing shows that a machine was here
        ("被告使用该图片", SPUN, "被告应用该图片"),  # here it was, and it wrote so
        ("形成帮帮侵权", None, "构成帮助侵权"),  # the quote itself shows it
        ("两边已经仳离", None, "双方已经离婚"),
        ("本院认为", SPUN, None),
    ],
)
def test_the_likely_reading_of_a_quote(quote: str, whole: str | None, read: str | None) -> None:
    assert likely_reading(quote, whole) == read


@pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not here")
def test_the_seed_is_told() -> None:
    (seed,) = (SHARED / "seed").glob("000_*.txt")
    garbling = garbling_of(seed.read_text("utf-8"))
    assert garbling.spun and garbling.score == 1.0


@pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not here")
@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("civil-judgments/divorce.jsonl", 1),
        ("civil-judgments/labor.jsonl", 1),
        ("civil-judgments/loan.jsonl", 1),
        ("criminal-judgments/judge.jsonl", 1),
        ("statutes/corpus.jsonl", 29),  # 58,995 / 29: about 2,000
        ("cjrc-dev/docs.jsonl", 1),
    ],
)
def test_no_sound_document_is_flagged(path: str, step: int) -> None:
    lines = (SHARED / "data" / path).read_text("utf-8").splitlines()[::step]
    assert not [row["id"] for row in map(json.loads, lines) if garbling_of(str(row["text"])).spun]
