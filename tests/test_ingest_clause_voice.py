"""Clauses that stand alone: told by what they say, and as nobody's where that is not enough."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.voice import HOLDING_VOICES, Voice
from ingest.clause_voice import (
    NOT_THE_COURT,
    chances_of,
    clause_voice,
    features_of,
    learned_tagger,
    tagger_of,
)
from ingest.clause_voice_train import Example, clauses_of, learn, vocabulary

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.mark.parametrize(
    ("clause", "voice"),
    [
        ("原告的该项请求本院不予支持。", "法院说理"),
        ("请求法院不予支持。", "其他"),  # a party asks in the court's own words
        ("判令被告赔偿损失3万元,", "原告主张"),  # what is asked for: an order does not say 判令
        ("判决被告赔偿损失3万元。", "判决主文"),
        ("一审法院判决被告赔偿损失,", "下级裁判"),
        ("被告诉称:", "原告主张"),  # 原告 was swapped; only a plaintiff 诉称
        ("但平台不提供训练数据,", "其他"),  # a plea or a finding
        ("本案的典型意义在于,", "评论"),
        ("综上,", "其他"),
        ("", "其他"),
    ],
)
def test_traps(clause: str, voice: str) -> None:
    assert clause_voice(clause).value == voice


@given(st.text(alphabet="原告被诉辩称本院认为查明判决，。：“”0１ \n\u2028", max_size=120))
def test_the_chances_sum_to_one(clause: str) -> None:
    chances = chances_of(clause, learned_tagger())
    assert math.isclose(sum(chances.values()), 1.0)
    assert Voice.OTHER not in chances


def test_what_a_feature_is_and_is_not() -> None:
    assert features_of("３ 元，") == features_of("30元")  # numbers, spaces and the end mark
    assert "^本" in features_of("本院") and "院$" in features_of("本院")
    assert features_of("甲" * 500) == features_of("甲" * 80)


def test_what_was_learned_is_told() -> None:
    said = {Voice.ORDER: "驳回上诉", Voice.DEFENDANT_ARGUMENT: "我方不同意"}
    table = learn(
        [
            Example(f"{words}{n}", voice, 1.0, kind, n)
            for voice, words in said.items()
            for kind in ("a", "b")
            for n in range(20)
        ]
    )
    tagger = tagger_of(table)
    for voice, words in said.items():
        chances = chances_of(words, tagger)
        assert max(chances, key=chances.__getitem__) is voice


def test_a_word_of_one_kind_of_case_is_no_feature() -> None:
    examples = [Example("感情破裂", Voice.ORDER, 1.0, "divorce", n) for n in range(20)]
    examples += [Example("借款属实", Voice.ORDER, 1.0, "loan", n) for n in range(20)]
    assert vocabulary(examples) == ["$", "^"]


@pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not here")
def test_of_shuffled_marked_judgments_hardly_a_plea_is_told_as_a_holding() -> None:
    """The shipped tagger has seen these texts; benchmarks/clause_voices.py measures unseen ones."""
    path = SHARED / "data" / "civil-judgments" / "labor.jsonl"
    not_court = wrong = 0
    for line in path.read_text("utf-8").splitlines()[::5]:
        for clause, voice in clauses_of(json.loads(line)["text"]):
            if voice in NOT_THE_COURT:
                not_court += len(clause)
                wrong += len(clause) * (clause_voice(clause) in HOLDING_VOICES)
    assert not_court > 10_000
    assert wrong <= 0.002 * not_court


@pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not here")
def test_of_the_seed_no_plea_and_no_commentary_is_told_as_a_holding() -> None:
    pleas = {"plaintiff_claim", "defendant_argument", "commentary", "article_author"}
    for line in (SHARED / "seed" / "sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["voice"] in pleas:
            assert clause_voice(row["restored"]) not in HOLDING_VOICES
