"""Garbled reposts are told, sound texts are not, and each data row is tried on its example."""

import json
from pathlib import Path

import pytest

from ingest.spin import (
    LOST_NOTE,
    SPUN_NOTE,
    Marker,
    Swap,
    garbling_of,
    markers,
    quality_of,
    restore,
    swaps,
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


def test_no_swap_twice() -> None:
    assert len({swap.spun for swap in swaps()}) == len(swaps())


def test_a_garbled_text_is_told_and_noted() -> None:
    assert garbling_of(SPUN).spun
    quality = quality_of(SPUN)
    assert quality.spun and quality.score < 0.5
    assert quality.notes == (SPUN_NOTE,)


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
    ],
)
def test_no_sound_document_is_flagged(path: str, step: int) -> None:
    lines = (SHARED / "data" / path).read_text("utf-8").splitlines()[::step]
    assert not [row["id"] for row in map(json.loads, lines) if garbling_of(str(row["text"])).spun]
