"""Which law a reference means, who cites it, and what the tables say of it."""

from dataclasses import replace
from time import perf_counter

import pytest

from corpus.passage import Sentence, Span
from corpus.statute import CitedStatute
from corpus.voice import Voice
from ingest.references import references_in

COURT, CLAIM, DEFENCE = Voice.COURT_REASONING, Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT
CONTRACTS, CODE = "中华人民共和国合同法", "中华人民共和国民法典"


def said(*parts: tuple[Voice, str]) -> tuple[str, tuple[Sentence, ...]]:
    """A text of these sentences."""
    text, sentences = "", []
    for voice, words in parts:
        sentences.append(Sentence(Span(len(text), len(text) + len(words)), voice))
        text += words
    return text, tuple(sentences)


def cited(*parts: tuple[Voice, str], date: str | None = None) -> tuple[CitedStatute, ...]:
    text, sentences = said(*parts)
    return references_in(text, sentences, date)


def places(found: tuple[CitedStatute, ...]) -> list[tuple[str | None, int | None, int | None]]:
    return [(c.law, c.article, c.paragraph) for c in found]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([(COURT, "依照《合同法》第六十条。")], [(CONTRACTS, 60, None)]),  # full name
        (
            [(COURT, "《合同法》第六十条规定……。"), (COURT, "该法第八条又规定……。")],
            [(CONTRACTS, 60, None), (CONTRACTS, 8, None)],
        ),
        (
            [(CLAIM, "依《合同法》第六十条。"), (COURT, "该法第八条不适用。")],
            [(CONTRACTS, 60, None), (None, 8, None)],  # what another cited is not looked for
        ),
        (
            [(COURT, "《合同法》第六十条规定……。"), (Voice.COURT_FINDING, "同法第八条……。")],
            [(CONTRACTS, 60, None), (CONTRACTS, 8, None)],  # the court is one speaker
        ),
        ([(COURT, "合同法规定的通知义务。")], []),  # 合同法 holds 同法
        (
            [(COURT, "《合同法》第六十条、《工伤保险条例》第三条。该法第八条，该条例第五条。")],
            [
                (CONTRACTS, 60, None),
                ("工伤保险条例", 3, None),
                (CONTRACTS, 8, None),  # 该法 is no 条例
                ("工伤保险条例", 5, None),
            ],
        ),
        (
            [(COURT, "《合同法》第六十条规定……，第八条规定……。")],  # a bare article goes on
            [(CONTRACTS, 60, None), (CONTRACTS, 8, None)],
        ),
        (
            [(COURT, "依《合同法》第六十条。双方《借款合同》约定明确，第八条写明利率。")],
            [(CONTRACTS, 60, None)],  # the contract's article
        ),
        ([(COURT, "第八条约定了利率。")], []),  # of what, nobody says
        (
            [(COURT, "《合同法》第六十条第二款规定……。"), (COURT, "前款所称义务。")],
            [(CONTRACTS, 60, 2), (CONTRACTS, 60, 1)],
        ),
        (
            [(COURT, "《合同法》第六十条第二款规定……。"), (COURT, "根据上述规定，应予支持。")],
            [(CONTRACTS, 60, 2), (CONTRACTS, 60, 2)],
        ),
        (
            [(COURT, "《合同法》第六十条、第八条规定……。"), (COURT, "根据上述规定，应予支持。")],
            [(CONTRACTS, 60, None), (CONTRACTS, 8, None)],  # which of the two is not said
        ),
        (
            [(COURT, "《合同法》第八条“犯前款罪的，依照上述规定处罚”。")],
            [(CONTRACTS, 8, None)],  # a quoted law's own words point within it
        ),
        (
            [(Voice.OTHER, "《刑法》第六十五条……。"), (Voice.OTHER, "前款规定的期限……。")],
            [("中华人民共和国刑法", 65, None)],  # so do printed ones
        ),
        (
            [(COURT, "《公司规定》第一条“合同法第三条所称“诚信”，是指……”及第二条的规定。")],
            [("公司规定", 1, None), (CONTRACTS, 3, None), ("公司规定", 2, None)],
        ),
        (
            [(COURT, "《公司规定》（以下简称《规定》）第三条。"), (COURT, "《规定》第五条。")],
            [("公司规定", 3, None), ("公司规定", 5, None)],  # a short name given
        ),
        (
            [
                (COURT, "依照《中华人民共和国刑法》第六十四条，判决如下："),
                (Voice.OTHER, "附：相关法律条文\n"),
                (Voice.OTHER, "第六十四条犯罪分子违法所得……\n"),
            ],
            [("中华人民共和国刑法", 64, None), ("中华人民共和国刑法", 64, None)],
        ),
        (
            [(COURT, "依照《刑法》第六十四条。"), (Voice.OTHER, "第七十条……\n")],
            [("中华人民共和国刑法", 64, None)],  # printed after, of which law is not said
        ),
    ],
)
def test_a_reference_means_what_its_speaker_cited(
    parts: list[tuple[Voice, str]], found: list[tuple[str | None, int | None, int | None]]
) -> None:
    assert places(cited(*parts)) == found


def test_an_interpretation_may_be_meant_as_a_whole() -> None:
    words = (
        "《最高人民法院关于适用〈中华人民共和国担保法〉若干问题的解释》第三十二条，前述解释亦然。"
    )
    whole = cited((COURT, words))[1]
    assert whole.law == "最高人民法院关于适用〈中华人民共和国担保法〉若干问题的解释"
    assert whole.article is None


def test_who_cites_it_travels_with_it() -> None:
    found = cited((CLAIM, "依《合同法》第六十条。"), (DEFENCE, "应依《民法典》第十条。"))
    assert [c.voice for c in found] == [CLAIM, DEFENCE]


def test_the_day_of_the_decision_tells_what_was_in_force() -> None:
    parts = [(COURT, "依照《合同法》第六十条、《民法典》第一千一百九十七条。")]
    before, after, unknown = (cited(*parts, date=d) for d in ("2019-05-01", "2022-05-01", None))
    assert [c.in_force for c in before] == [True, False]
    assert [c.in_force for c in after] == [False, True]
    assert [c.in_force for c in unknown] == [None, None]
    assert [r.law for r in before[0].successors] == [CODE]
    assert before[1].gist


def test_json_has_the_contracts_keys() -> None:
    (reference,) = cited((COURT, "依照《侵权责任法》第三十六条第一款第（二）项。"))
    assert replace(reference, suffix=None).as_json() == {
        "law": "中华人民共和国侵权责任法",
        "article": 36,
        "article_suffix": None,
        "paragraph": 1,
        "item": 2,
        "start": 2,
        "end": 22,
        "in_force": None,
        "successors": [{"law": CODE, "article": 1194, "verified": True}],
        "predecessors": [],
        "gist": "网络用户、网络服务提供者利用网络侵权的担责",
        "voice": "法院说理",
    }


@pytest.mark.parametrize("noise", ["《甲规定》", "该条例第一条", "《甲法》第一条上述规定", "前款"])
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    cited((COURT, noise * 4_000 + "该条例第一条" * 4_000))
    assert perf_counter() - started < 8
