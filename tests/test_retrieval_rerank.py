"""Reranking: what each feature does, by passages that differ in nothing else."""

import math

import pytest

from corpus.passage import Passage, Span
from corpus.voice import Voice
from retrieval.analyze import Analyzer
from retrieval.exact import wanted_exactly
from retrieval.lexical import QuestionTerms
from retrieval.rerank import (
    Evidence,
    Feature,
    Profile,
    Question,
    Ranked,
    rerank,
    weights_of,
)

ANALYZER = Analyzer()


def passage(id_: str, text: str, judgment: str = "j", voice: Voice = Voice.OTHER) -> Passage:
    return Passage(id_, judgment, Span(0, len(text)), voice, text, text)


def question(text: str, among: list[Passage], voices: frozenset[Voice] = frozenset()) -> Question:
    words = ANALYZER.words(text)
    terms = tuple(dict.fromkeys(words))
    holding = tuple(sum(t in p.text for p in among) for t in terms)
    asked = QuestionTerms(terms, (1.0,) * len(terms), holding, frozenset(words), len(among))
    return Question(text, asked, voices, wanted_exactly(text))


def order(ranked: list[Ranked]) -> list[str]:
    return [one.passage.id for one in ranked]


def part(one: Ranked, feature: Feature) -> float:
    return dict(one.parts).get(feature, 0.0)


def test_words_are_bm25_with_the_best_counting_one() -> None:
    found = [passage("a", "租金租金"), passage("b", "租金押金")]
    a, b = rerank(question("租金", found), found, Evidence())
    k1 = 0.9  # both texts are of mean length, so that b plays no part
    assert part(a, Feature.WORDS) == 1.0
    assert part(b, Feature.WORDS) == pytest.approx((1.9 / (1 + k1)) / (2 * 1.9 / (2 + k1)))


def test_the_rarer_word_counts_more() -> None:
    found = [passage("a", "原告要求"), passage("b", "逾期付款"), passage("c", "原告起诉")]
    assert order(rerank(question("原告逾期", found), found, Evidence()))[0] == "b"


def test_within_its_judgment_a_word_that_stands_everywhere_tells_nothing() -> None:
    # 张某某 is rare in the library and stands in every passage of its own case.
    case = [
        passage("a", "张某某张某某签字"),
        passage("b", "张某某付押金"),
        passage("c", "张某某到场"),
    ]
    asked = question("张某某押金", case)
    rare_name = QuestionTerms(
        asked.terms.terms,
        asked.terms.weights,
        tuple(3 if t != "押金" else 400 for t in asked.terms.terms),
        asked.terms.words,
        1000,
    )
    ranked = rerank(Question(asked.text, rare_name), case, Evidence(judgments={"j": 1.0}))
    in_case = {one.passage.id: part(one, Feature.IN_CASE) for one in ranked}
    assert max(in_case, key=in_case.__getitem__) == "b"


def test_a_judgment_counts_by_the_square_of_how_well_it_fits() -> None:
    found = [passage("a", "甲", "one"), passage("b", "甲", "two")]
    ranked = rerank(question("乙", found), found, Evidence(judgments={"one": 1.0, "two": 0.5}))
    assert [part(one, Feature.CASE) for one in ranked] == [1.0, 0.25]


def test_what_the_vectors_did_not_bring_up_lies_no_nearer_than_the_last() -> None:
    found = [passage("a", "甲"), passage("b", "甲"), passage("c", "甲")]
    ranked = rerank(question("乙", found), found, Evidence(cosines={"b": 0.8, "c": 0.2}))
    assert order(ranked) == ["b", "a", "c"]


def test_a_passage_that_holds_the_thing_asked_for_goes_first() -> None:
    found = [passage("a", "双方登记结婚"), passage("b", "双方2015年3月登记结婚，婚后无子女")]
    assert order(rerank(question("双方何时登记结婚？", found), found, Evidence()))[0] == "b"


def test_a_named_judgment_goes_before_one_that_fits_as_well() -> None:
    found = [passage("a", "甲", "one"), passage("b", "甲", "two")]
    assert order(rerank(question("甲", found), found, Evidence(named=frozenset({"two"}))))[0] == "b"


def test_what_stands_letter_for_letter_goes_before_everything() -> None:
    found = [passage("a", "属于网络服务提供者", "one"), passage("b", "属于避风港规则", "two")]
    evidence = Evidence(cosines={"a": 1.0, "b": 0.0}, judgments={"one": 1.0})
    assert order(rerank(question("“避风港规则”是谁说的？", found), found, evidence))[0] == "b"


def test_provisions_are_ranked_by_their_own_weights() -> None:
    found = [
        passage("a", "租金"),
        passage("b", "租金和押金以及其他种种约定的费用均应当按照合同支付"),
    ]
    ranked = rerank(question("租金押金", found), found, Evidence(), Profile.PROVISIONS)
    covered = {one.passage.id: part(one, Feature.COVERAGE) for one in ranked}
    assert covered["b"] == pytest.approx(weights_of(Profile.PROVISIONS)[Feature.COVERAGE])


def test_nothing_in_nothing_out_and_ties_come_by_id() -> None:
    assert rerank(question("甲", []), [], Evidence()) == []
    found = [passage("b", "甲"), passage("a", "甲")]
    assert order(rerank(question("乙", found), found, Evidence())) == ["a", "b"]


def test_every_feature_has_a_weight_for_both_kinds_of_text() -> None:
    for profile in Profile:
        weights = weights_of(profile)
        assert set(weights) == set(Feature)
        assert all(math.isfinite(weight) and weight >= 0 for weight in weights.values())


def test_what_is_literal_outweighs_all_else_together() -> None:
    weights = dict(weights_of(Profile.JUDGMENTS))
    exact = weights.pop(Feature.EXACT)
    assert exact / 2 > sum(weights.values()) + weights[Feature.TYPE]  # types count up to 2
