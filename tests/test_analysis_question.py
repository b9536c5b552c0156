import pytest

from analysis.answer import Turn
from analysis.question.follow_up import Standalone, stand_alone
from analysis.question.kinds import KINDS, Kind, KindRow, Question, understand
from analysis.question.spoken import SPOKEN, SpokenRow, plainly
from corpus.voice import HOLDING_VOICES, Voice


def question(text: str) -> Question:
    return understand(Standalone(text, text))


EARLIER = [Turn("杭州奥特曼案中平台承担什么责任？", "法院认为……")]


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.kind.value)
def test_every_row_matches_its_own_example_and_no_row_above_it(row: KindRow) -> None:
    assert question(row.example).kind is row.kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # The court is asked about what a party asked for.
        ("原告请求与被告离婚，法院为什么不予支持？", Kind.REASON),
        ("原告主张复利，法院怎么看？", Kind.REASON),
        # Both sums are asked for: the court's voice decides.
        ("原告主张的补偿款是多少，法院判了多少？", Kind.AMOUNT),
        ("原告请求赔偿多少钱？", Kind.PARTY_POSITION),
        ("原告的请求成立吗？", Kind.YES_NO),
        ("法院依据什么法律驳回？", Kind.LEGAL_BASIS),
        ("两被告对债务承担连带责任吗？", Kind.LIABILITY),
        ("你好", Kind.OTHER),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert question(text).kind is kind


@pytest.mark.parametrize(
    ("text", "may", "may_not"),
    [
        # A plea never answers what the court held.
        ("法院为什么不支持？", Voice.COURT_REASONING, Voice.PLAINTIFF_CLAIM),
        ("法院为什么不支持？", Voice.ORDER, Voice.LOWER_COURT),
        # The court never answers for a party, nor one party for the other.
        ("被告是怎么答辩的？", Voice.DEFENDANT_ARGUMENT, Voice.PLAINTIFF_CLAIM),
        ("原告主张了什么事实？", Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT),
        ("被告是怎么答辩的？", Voice.PROCEDURE, Voice.COURT_REASONING),
        # Commentaries compare cases; courts do not.
        ("两案有什么不同？", Voice.COMMENTARY, Voice.PLAINTIFF_CLAIM),
        ("受理费由谁负担？", Voice.COSTS_NOTICE, Voice.DEFENDANT_ARGUMENT),
    ],
)
def test_voices(text: str, may: Voice, may_not: Voice) -> None:
    voices = question(text).voices

    assert may in voices
    assert may_not not in voices


def test_what_the_court_held_is_answered_by_holding_voices_only() -> None:
    assert question("平台构成直接侵权吗？").voices == HOLDING_VOICES


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("那赔了多少？", True),
        ("它为什么没有被采纳，法院是怎么说明的？", True),
        ("第二个因素具体指什么，法院是如何分析的？", True),
        ("赔了多少？", True),  # too short to name its case
        ("广州互联网法院审理的奥特曼案判赔多少元？", False),
    ],
)
def test_follow_ups_lean_on_the_turn_before(text: str, leans: bool) -> None:
    standalone = stand_alone(text, EARLIER)

    assert ("杭州奥特曼案" in standalone.text) is leans
    assert standalone.asked == text


def test_a_chain_of_follow_ups_leans_on_the_question_that_began_it() -> None:
    chain = [*EARLIER, Turn("那赔了多少？", "三万元。")]

    assert EARLIER[-1].question in stand_alone("理由呢？", chain).text  # no topic of its own
    assert stand_alone("那赔了多少？", chain).text == "杭州奥特曼案：那赔了多少？"
    assert "那赔了多少" not in stand_alone("理由呢？", chain).text


def test_without_a_turn_before_a_question_stands_alone() -> None:
    assert stand_alone("  那赔了多少？ ", []) == ("那赔了多少？", "那赔了多少？")


@pytest.mark.parametrize("row", SPOKEN, ids=lambda row: row.example)
def test_a_spoken_form_is_put_plainly(row: SpokenRow) -> None:
    assert row.pattern.search(row.example)
    assert not row.pattern.search(plainly(row.example))


@pytest.mark.parametrize(
    ("spoken", "plain"),
    [
        ("法院为啥不准？", "法院为什么不准？"),
        ("法院信了没有？", "法院信了吗？"),
        ("赔没赔？", "有没有赔？"),
        ("有没有赔？", "有没有赔？"),  # 有没有 is plain already
        ("他咋舌。", "他咋舌。"),
    ],
)
def test_plain_words(spoken: str, plain: str) -> None:
    assert plainly(spoken) == plain
