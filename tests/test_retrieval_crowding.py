"""Which passages of a list say the same."""

import pytest

from corpus.passage import Passage, Span
from corpus.voice import Voice
from retrieval.crowding import TELLING, Kept, uncrowded

NOTICE = (
    "如果被告未按本判决指定的期间履行给付金钱义务，应当依照民事诉讼法的规定，"
    "加倍支付迟延履行期间的债务利息，当事人可以在送达之日起递交上诉状，"
    "并按照对方当事人的人数提出副本，预交上诉费用，逾期视为放弃。"
)
assert len(NOTICE) > 90


def passages(*told: tuple[str, str] | tuple[str, str, Voice]) -> list[Passage]:
    """Passages of (judgment id, text), or with their voice."""
    made = []
    for number, (judgment_id, text, *voice) in enumerate(told):
        spoken = voice[0] if voice else Voice.COSTS_NOTICE
        span = Span(0, max(1, len(text)))
        made.append(Passage(f"{judgment_id}#{number:04d}", judgment_id, span, spoken, text, text))
    return made


@pytest.mark.parametrize(
    ("told", "named", "kept"),
    [
        ([], (), []),
        ([("a", NOTICE)], (), [Kept(0)]),
        ([("a", "甲"), ("b", "甲"), ("a", "甲")], (), [Kept(0, (1, 2))]),  # short, but equal
        ([("a", "甲"), ("b", "乙")], (), [Kept(0), Kept(1)]),
        # Width, white space and case are folded away.
        ([("a", "ＡＩ 公司，\n赔偿"), ("b", "ai公司,赔偿")], (), [Kept(0, (1,))]),
        # Order is kept, whatever comes between.
        (
            [("a", NOTICE), ("b", "另一段话。"), ("c", NOTICE), ("d", "另一段话。")],
            (),
            [Kept(0, (2,)), Kept(1, (3,))],
        ),
        # A word of little weight differs: nearly the same.
        ([("a", NOTICE), ("b", NOTICE.replace("递交", "提交"))], (), [Kept(0, (1,))]),
        ([("a", NOTICE), ("b", NOTICE.replace("，预交", "；预交"))], (), [Kept(0, (1,))]),
        # Too much differs.
        ([("a", NOTICE), ("b", NOTICE[:70])], (), [Kept(0), Kept(1)]),
        # A short text that differs at all stays.
        ([("a", "本院予以支持。"), ("b", "本院依法予以支持。")], (), [Kept(0), Kept(1)]),
        # A judgment that is asked for keeps its own; within itself it repeats nothing.
        ([("a", NOTICE), ("b", NOTICE)], ("b",), [Kept(0), Kept(1)]),
        ([("a", NOTICE), ("b", NOTICE)], ("a",), [Kept(0), Kept(1)]),
        ([("a", NOTICE), ("a", NOTICE), ("b", NOTICE)], ("a", "b"), [Kept(0, (1,)), Kept(2)]),
        # b is asked for, so a and c are one beside it.
        (
            [("a", NOTICE), ("b", NOTICE), ("c", NOTICE), ("b", NOTICE)],
            ("b",),
            [Kept(0, (2,)), Kept(1, (3,))],
        ),
        # A plea in a holding's words is a plea.
        (
            [("a", NOTICE, Voice.PLAINTIFF_CLAIM), ("a", NOTICE, Voice.COURT_REASONING)],
            (),
            [Kept(0), Kept(1)],
        ),
        # No text, or marks alone, is no trouble.
        ([("a", ""), ("b", "。"), ("c", "。")], (), [Kept(0), Kept(1, (2,))]),
    ],
)  # fmt: skip
def test_uncrowded(told: list[tuple[str, str]], named: tuple[str, ...], kept: list[Kept]) -> None:
    assert uncrowded(passages(*told), named) == kept


@pytest.mark.parametrize(("one", "other"), [(one, other) for _, one, other in TELLING])
def test_what_tells_passages_apart_keeps_both(one: str, other: str) -> None:
    for words in ((one, other), (other, one)):
        texts = [f"{NOTICE}{NOTICE[::-1]}{word}。{NOTICE[:40]}" for word in words]
        assert uncrowded(passages(("a", texts[0]), ("b", texts[1]))) == [Kept(0), Kept(1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5万元", "35万元"),  # the point is not a mark
        ("１２元", "13元"),
        ("百分之五", "百分之十"),
        ("2021年5月6日", "2021年5月7日"),
        ("张某", "李某"),
        ("张某某", "张某"),
        ("应当承担", "不应当承担"),
        ("应承担，不退还", "不应承担，退还"),  # the same negation elsewhere
        ("原告向被告支付", "被告向原告支付"),
        ("支持", "部分支持"),
        ("第一项", "第二项"),
        ("被告人王五", "被告人赵六"),
    ],
)
def test_who_how_much_and_whether_keep_both(one: str, other: str) -> None:
    texts = [f"{NOTICE}{NOTICE[::-1]}{word}，{NOTICE[:40]}" for word in (one, other)]
    assert uncrowded(passages(("a", texts[0]), ("b", texts[1]))) == [Kept(0), Kept(1)]


def test_what_is_like_one_that_went_is_compared_with_one_that_stayed() -> None:
    """Each differs a little from the one before; the last is not like the first any more."""
    texts = [NOTICE]
    for old, new in (("加倍", "双倍"), ("递交", "提交"), ("人数", "数目"), ("逾期", "过期")):
        texts.append(texts[-1].replace(old, new))
    kept = uncrowded(passages(*((str(n), text) for n, text in enumerate(texts))))
    assert kept == [Kept(0, (1,)), Kept(2, (3,)), Kept(4)]


def test_four_hundred_that_hardly_differ_are_told_apart() -> None:
    told = passages(*((f"j{n}", f"{NOTICE}第{n}号{NOTICE[::-1]}") for n in range(400)))
    assert len(uncrowded(told)) == 400
    alike = passages(*((f"j{n}", NOTICE if n % 2 else NOTICE[::-1]) for n in range(400)))
    assert [kept.place for kept in uncrowded(alike)] == [0, 1]
