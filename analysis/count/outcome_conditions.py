"""Conditions on what was decided, for how much, and by which law."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from analysis.count.condition import Condition, Field, Read
from analysis.count.places import (
    awarded_places,
    claimed_places,
    disposition_places,
    refusal_places,
    sentence_around,
)
from corpus.catalog_facts import Facts
from corpus.judgment import Judgment
from corpus.law import bare_name_before, full_name, law_named
from corpus.numeral import integer_of
from corpus.passage import Passage, Span
from corpus.statute import CitedStatute, statutes_in
from corpus.voice import COURT_VOICES

_DISPOSITIONS: tuple[tuple[str, str, str], ...] = (
    # pattern, value of the header, example
    (
        r"(?:被)?驳回(?:了)?上诉(?:[，,、]?维持(?:了)?原判)?|维持(?:了)?(?:原判|一审|原审)(?:判决)?",
        "维持",
        "维持原判的有几件？",
    ),
    (r"(?:被)?(?:部分)?改判", "部分改判", "二审改判的有哪些？"),
    (r"(?:被)?发回(?:了)?(?:重审|重新审理)?", "发回", "发回重审的有几件？"),
)
_REJECTED = re.compile(
    r"(?:被)?(?:全部|都|完全)?(?:被)?驳回(?:了)?(?:原告)?(?:方)?(?:的)?(?:全部|所有|一切)?(?:的)?"
    r"(?:诉讼请求|请求|诉请|诉求)(?:的)?"
    r"|(?:诉讼请求|请求|诉请)?(?:被)?(?:全部|都|完全)(?:被)?驳回(?:了)?(?=的|$|[？?])"
    r"|原告(?:全部|完全|彻底)?败诉|全部败诉|原告(?:打)?输(?:了)?(?:的)?"
)
_NOTHING = re.compile(
    r"一分(?:钱)?(?:都|也)?没(?:有)?[判赔](?:到)?|(?:没有?|未)(?:判赔|获赔)|判赔(?:金额)?[为是](?:零|0元?)"
)
_GRANTED = re.compile(
    r"(?:全额|全部|完全)(?:得到|获得|被)?支持(?:了)?(?:原告)?(?:的)?(?:诉讼请求|请求|诉请)?"
    r"|支持(?:了)?(?:原告)?(?:的)?(?:全部|所有)(?:的)?(?:诉讼请求|请求|诉请)"
)


def dispositions(question: str) -> Iterator[Read]:
    """维持原判, 改判, 发回重审."""
    for pattern, value, _ in _DISPOSITIONS:
        for match in re.finditer(pattern, question):
            yield Read(_disposition(value), Span(*match.span()))


def _disposition(value: str) -> Condition:
    def holds(facts: Facts) -> bool | None:
        if facts.header.instance is None:
            return None
        if facts.header.instance != "二审":
            return False
        told = facts.header.disposition
        return None if told is None else told == value

    return Condition(Field.DISPOSITION, f"二审结果是{value}", holds, disposition_places)


# An order that refuses is all there is of it, costs and notices apart.
_ITEMS = re.compile(r"[。；;\n]|(?<=[：:])")
_LEAD = re.compile(r"判决如下|裁定如下|^[\s\W]*(?:[一二三四五六七八九十\d]+[、.．])?[\s\W]*$")
_REFUSES = re.compile(r"驳回[^。；]{0,200}?请求|驳回[^。；]{0,200}?诉[请求]|不准[^。；]{0,40}离婚")
_REFUSES_THE_REST = re.compile(
    r"驳回[^。；]{0,200}?(?:(?<![及和])(?:其他|其它|其余)|另外|过高|超出|超过)[^。；]{0,12}(?:请求|部分)"
)
_BESIDE = re.compile(r"受理费|诉讼费|保全费|鉴定费|公告费|如不服|上诉|迟延履行|加倍支付|交纳|缴纳")
# 撤销婚姻关系 is a claim granted; 撤销…判决 is an appeal's.
_UPHOLDS = re.compile(
    r"驳回上诉|(?:维持|变更)[^。；]{0,60}(?:判决|裁定|原判)|准许[^。；]{0,40}撤回"
)
_REVOKES = re.compile(r"撤销[^。；]{0,60}(?:判决|裁定|原判)")


def rejects_all(order: str) -> bool | None:
    """Whether an order only refuses claims; None if it leaves an earlier order standing.

    >>> rejects_all("驳回原告张某的全部诉讼请求。案件受理费50元，由原告负担。")
    True
    >>> rejects_all("一、被告支付原告三千元；二、驳回原告的其他诉讼请求。")
    False
    """
    if _UPHOLDS.search(order):
        return None
    items = [i for i in _ITEMS.split(order) if not _LEAD.search(i) and not _BESIDE.search(i)]
    items = [i for i in items if re.search(r"[\u4e00-\u9fff]{4}", i) and not _REVOKES.search(i)]
    if not items:
        return None
    whole = [bool(_REFUSES.search(i)) and not _REFUSES_THE_REST.search(i) for i in items]
    rest = [bool(_REFUSES_THE_REST.search(i)) for i in items]
    return any(whole) and all(w or r for w, r in zip(whole, rest, strict=True))


def rejections(
    question: str, orders: Callable[[], Mapping[str, Sequence[Passage]]]
) -> Iterator[Read]:
    """驳回了全部诉讼请求, as the order itself says; `orders` gives the passages by judgment."""
    for match in _REJECTED.finditer(question):
        yield Read(_rejected(orders()), Span(*match.span()))


def _rejected(orders: Mapping[str, Sequence[Passage]]) -> Condition:
    def holds(facts: Facts) -> bool | None:
        order = orders.get(facts.judgment_id)
        return rejects_all("".join(p.text for p in order)) if order else None

    words = "主文驳回了全部诉讼请求（含不准离婚；只驳回“其他诉讼请求”的不算）"
    return Condition(Field.REJECTED, words, holds, refusal_places)


def grants(question: str) -> Iterator[Read]:
    """全额支持: as much awarded as was claimed."""
    for match in _GRANTED.finditer(question):
        condition = Condition(
            Field.RATIO,
            "判赔金额等于请求金额",
            lambda facts: None if (ratio := ratio_of(facts)) is None else ratio == 1.0,
            lambda j: (*awarded_places(j), *claimed_places(j)),
        )
        yield Read(condition, Span(*match.span()))


def nothing(question: str) -> Iterator[Read]:
    """一分没赔: a sum was claimed, and none was awarded."""
    for match in _NOTHING.finditer(question):
        condition = Condition(
            Field.AWARDED,
            "判赔金额为零",
            lambda facts: None if (sum_ := facts.header.awarded_amount) is None else sum_ == 0,
            awarded_places,
        )
        yield Read(condition, Span(*match.span()))


def ratio_of(facts: Facts) -> float | None:
    """The share of the claimed sum that was awarded; None if either is not told, or more was
    awarded than claimed: then they are not the same thing.
    """
    claimed, awarded = facts.header.claimed_amount, facts.header.awarded_amount
    if not claimed or awarded is None or awarded > claimed:
        return None
    return awarded / claimed


_NUMBER = r"(?:[0-9０-９][0-9０-９,，]*(?:\.[0-9]+)?|[一二两三四五六七八九十百千]{1,6})"
_SUM = rf"({_NUMBER})\s*(亿|千万|百万|十万|万|千|百)?\s*(?:元|块钱?|余元)?"
_COMPARED = re.compile(
    r"(?P<what>判赔|赔偿|赔付|赔|判给|支持|判决|判|请求|索赔|诉请|标的|起诉|要求)[了得额款过的]*(?:金额|数额|标的额|额)?(?:在|为|是)?"
    rf"(?P<sign>超过|大于|高于|多于|不低于|不少于|至少|达到|超|不足|低于|少于|小于|不超过|不到|未超过)?{_SUM}"
    rf"(?:(?:-|~|—|至|到){_SUM})?(?P<after>及?以上|及?以下|以内|之内|之间)?(?:的)?"
)
_SCALE = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_ABOVE = frozenset({"超过", "大于", "高于", "多于", "超"})
_FROM = frozenset({"不低于", "不少于", "至少", "达到", "以上", "及以上"})
_BELOW = frozenset({"不足", "低于", "少于", "小于", "不到"})
_UP_TO = frozenset({"不超过", "未超过", "以下", "及以下", "以内", "之内"})
_OF_CLAIMS = frozenset({"请求", "索赔", "诉请", "标的", "起诉", "要求"})


def sums(question: str) -> Iterator[Read]:
    """判赔超过10万元, 请求5万以下, 赔了10万到50万."""
    for match in _COMPARED.finditer(question):
        low, high = _yuan(match[3], match[4]), _yuan(match[5], match[6]) if match[5] else None
        sign = match["sign"] or match["after"] or ""
        if low is None or not (sign or high):
            continue
        if high is not None and match[6] and not match[4]:  # 10到50万: 万 counts for both
            low *= _SCALE[match[6]]
        field = Field.CLAIMED if match["what"] in _OF_CLAIMS else Field.AWARDED
        yield Read(_sum(field, sign, low, high), Span(*match.span()))


def _yuan(number: str, unit: str | None) -> float | None:
    plain = number.translate(str.maketrans("０１２３４５６７８９", "0123456789", ",，"))
    value = float(plain) if plain[0].isdigit() else integer_of(plain)
    return None if value is None else value * _SCALE.get(unit or "", 1)


def _sum(field: Field, sign: str, low: float, high: float | None) -> Condition:
    def holds(facts: Facts) -> bool | None:
        value = sum_of(field, facts)
        return None if value is None else _compares(value, sign, low, high)

    told = f"在{yuan(low)}至{yuan(high)}之间" if high is not None else _in_words(sign, low)
    places = claimed_places if field is Field.CLAIMED else awarded_places
    return Condition(field, f"{field.value}{told}", holds, places)


def sum_of(field: Field, facts: Facts) -> float | None:
    """The sum a field holds; None where it is not told."""
    head = facts.header
    return head.claimed_amount if field is Field.CLAIMED else head.awarded_amount


def _compares(value: float, sign: str, low: float, high: float | None) -> bool:
    if high is not None:
        return low <= value <= high
    if sign in _ABOVE:
        return value > low
    if sign in _FROM:
        return value >= low
    return value < low if sign in _BELOW else value <= low


def _in_words(sign: str, low: float) -> str:
    for signs, words in ((_ABOVE, "超过"), (_FROM, "不低于"), (_BELOW, "低于"), (_UP_TO, "不超过")):
        if sign in signs:
            return f"{words}{yuan(low)}"
    raise ValueError(f"no such comparison: {sign}")


def yuan(value: float) -> str:
    """A sum for the reader.

    >>> yuan(100000.0), yuan(56442.46), yuan(340000000.0)
    ('10万元', '56,442.46元', '3.4亿元')
    """
    if value >= 10**8 and value % 10**6 == 0:
        return f"{value / 10**8:g}亿元"
    if value and value % 10_000 == 0:
        return f"{value / 10_000:,.0f}万元"
    return f"{value:,.2f}".removesuffix(".00") + "元"


_CITES = r"(?:(?:引用|适用|援引|依据|依照|根据|用到|提到|引|用)(?:了|过|到)?(?:的)?)?"
_LAW = re.compile(rf"{_CITES}《([^《》]{{2,60}})》")


def statutes(
    question: str, citing: Callable[[str], Mapping[str, Sequence[CitedStatute]]]
) -> Iterator[Read]:
    """引用了《合同法》第一百零七条, 适用民法典: cited by the court; `citing` looks a law up."""
    taken: list[Span] = []
    for cited in statutes_in(question):
        verb = re.search(_CITES + "$", question[: cited.span.start])
        start = verb.start() if verb else cited.span.start
        span = Span(start, cited.span.end)
        taken.append(span)
        law = full_name(cited.law)
        wanted = (cited.article, cited.paragraph, cited.item)
        yield Read(_cites(law, wanted, cited.span.of(question), citing(law)), span)
    for match in _LAW.finditer(question):
        span = Span(*match.span())
        if law_named(match[1]) and not any(span.overlaps(t) for t in taken):
            law = full_name(match[1])
            yield Read(_cites(law, (None, None, None), f"《{match[1]}》", citing(law)), span)
            taken.append(span)
    verb = re.search(r"(?:引用|适用|援引|依据|依照)(?:了|过)?(?:的)?", question)
    if verb and not taken:
        for length in range(2, 20):
            name = question[verb.end() : verb.end() + length]
            if len(name) == length and bare_name_before(name) == name:
                law = full_name(name)
                span = Span(verb.start(), verb.end() + length)
                yield Read(_cites(law, (None, None, None), f"《{name}》", citing(law)), span)
                break


Wanted = tuple[int | None, int | None, int | None]


def _cites(
    law: str, wanted: Wanted, words: str, found: Mapping[str, Sequence[CitedStatute]]
) -> Condition:
    def matching(cites: Sequence[CitedStatute]) -> Iterator[CitedStatute]:
        by_court = (c for c in cites if c.law == law and c.voice in COURT_VOICES)
        return (
            c
            for c in by_court
            if all(
                asked is None or asked == told
                for asked, told in zip(wanted, (c.article, c.paragraph, c.item), strict=True)
            )
        )

    def holds(facts: Facts) -> bool | None:
        return any(matching(found.get(facts.judgment_id, ())))

    def shown(judgment: Judgment) -> Sequence[Span]:
        return tuple(
            islice((sentence_around(judgment, c.span) for c in matching(judgment.statutes)), 1)
        )

    return Condition(Field.STATUTE, f"由法院引用了{words}", holds, shown)
