"""Polarity: whether a statement says yes where its quotes say no, or a quote was cut to say so.

Two checks. The words: each predicate of the statement is held against the same predicate in
the quotes, in the surroundings most like its own, with the negators before it counted. The
cut: a negation that stands just before a quote, or a rejection that follows it in the same
sentence, belongs to what the quote says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Predicates whose sense a negator turns over. Example for each of the forms below:
# 不构成违约, 未支付, 不予支持, 无须承担, 没有证据证明, 不具有, 不足以认定, 并非属于.
_VERBS = (
    "构成|支持|采信|采纳|认定|认可|确认|准许|准予|准|成立|存在|属于|具有|违反|履行|支付|给付|返还|偿还"
    "|归还|赔偿|补偿|承担|负担|享有|符合|适用|生效|知道|知情|签订|交付|收到|解除|终止|追究|同意|承认"
    "|证明|提供|提交|到庭|出庭|超过|参与|参加|影响|免除|维持|撤销|完成|办理|发放|缴纳|破裂|抚养"
    "|出具|签字|签名|偿付|退还|受理|采取|发生|实施|取得|控制|处罚|过错|依据|关系|效力|关联|必要|资格"
)
_NEGATORS = r"不|未|无|没有|没|非|难以|拒绝|拒不|缺乏|缺少|欠缺|尚无"
_CHAIN = (
    rf"(?P<chain>(?:(?:并|尚|也|均|还|亦|都|从|又|既|仍)?(?:{_NEGATORS})"
    r"(?:予以|予|能够|能|应当|应该|应|当|须|需要|需|必|再|曾经|曾|有|得|足以|可以|可|会|按期|按时|按约|如期|依约|是|同|构成|具备)?)*)"
)
_PREDICATE = re.compile(rf"{_CHAIN}(?P<verb>{_VERBS})")
_NEGATOR = re.compile(_NEGATORS)
_SURE = re.compile(r"不得不|不能不|不可不|无不|无非|莫不")
"""Two negators that are none: 不得不承认."""

# Opposites that no negator marks; the sign is the second column.
_OPPOSITES = (
    ("效力", re.compile(r"(?<![无失])(?<!没)有效(?!期|率|控|执行|送达|证)"), True),  # 合同有效
    ("效力", re.compile(r"无效|不发生效力|不具有法律效力|没有法律效力"), False),  # 条款无效
    ("支持", re.compile(r"驳回"), False),  # 驳回原告的诉讼请求
    ("合法", re.compile(r"(?<![不非])合法(?!权|利|财)"), True),  # 解除合法
    ("合法", re.compile(r"违法解除|违法终止|不合法|非法(?!占|所)"), False),  # 违法解除劳动合同
    ("承认", re.compile(r"否认"), False),  # 被告否认收到
    ("同意", re.compile(r"拒绝|反对"), False),  # 女方拒绝
    ("异议", re.compile(r"(?:没有|无|未提|未提出|不持)异议"), False),  # 双方均无异议
    ("异议", re.compile(r"(?<!没)(?:有|持|提出)异议"), True),  # 被告有异议
    ("维持", re.compile(r"改判|予以撤销"), False),  # 依法改判
    ("责任", re.compile(r"(?<!没)有(?:责任|义务|权|过错)"), True),  # 被告有过错
    ("责任", re.compile(r"(?:没有|无)(?:责任|义务|权|过错)"), False),  # 被告无过错
)
_ALIKE = {
    "采信": "采纳",
    "给付": "支付",
    "准许": "准",
    "准予": "准",
    "偿付": "支付",
    "认可": "承认",
}
_WINDOW = 14

_SENTENCE_END = re.compile(r"[。；;！？\n]")
_BEFORE = re.compile(rf"(?:{_NEGATORS})(?:予|能|应|足以|有)?$|(?:否认|驳回)$")
_CLAIM = re.compile(r"主张|称|辩|请求|要求|提出|诉请|认为|意见|理由")
_REJECTION = re.compile(
    r"不予(?:支持|采信|采纳|认定|确认|处理|准许)|不(?:能)?成立|(?:缺乏|没有|无|缺少)[^，。；]{0,6}(?:依据|证据)"
    r"|(?:依据|证据)不足|于法无据|驳回|无法(?:采信|采纳|认定|支持|确认)|难以(?:支持|采信|采纳|认定)"
    r"|不能(?:支持|采信|采纳|认定)|不足以|与事实不符|本院不(?!持)"
)
_NEGATIVE = re.compile(rf"{_NEGATORS}|否|驳回|不足")
_EXCEPT = re.compile(r"除[^，。；法]{1,30}(?:外|以外|之外)(?!的)")  # 除利息外，其余请求予以支持
_EXCEPT_SAID = re.compile(r"除|例外|其余|其他|另有|但")


@dataclass(frozen=True, slots=True)
class _Said:
    concept: str
    positive: bool
    shown: str
    near: frozenset[str]  # the character pairs around it, within the sentence
    clause: frozenset[str]  # those of them within its own clause


def contradiction(text: str, quotes: Sequence[str]) -> str | None:
    """What the statement turns over, in Chinese; None if nothing clearly is.

    A predicate counts as turned over if every place in the quotes that is most like its place
    in the statement has the other sign. A predicate that no quote holds counts for nothing.
    """
    quoted = [said for quote in quotes for said in _predicates(quote)]
    for claimed in _predicates(text):
        same = [said for said in quoted if said.concept == claimed.concept]
        if not same:
            continue
        likeness = [
            (len(said.near & claimed.clause), len(said.near & claimed.near)) for said in same
        ]
        best = [s for s, like in zip(same, likeness, strict=True) if like == max(likeness)]
        if all(said.positive is not claimed.positive for said in best):
            return f"这句话写“{claimed.shown}”，所引原文写“{best[0].shown}”。"
    for quote in quotes:
        exception = _EXCEPT.search(quote)
        if exception and not _EXCEPT_SAID.search(text):
            return f"所引原文有例外“{exception[0]}”，这句话没有写出。"
    return None


def cut_context(text: str, passage: str, start: int, end: int) -> str | None:
    """What the quote [start, end) of the passage leaves out that turns it over, in Chinese.

    A negator right before the quote; or, where the quote reports what somebody claims, a
    rejection later in the sentence that neither the quote nor the statement mentions.
    """
    quote = passage[start:end]
    if before := _BEFORE.search(passage[max(0, start - 8) : start]):
        return f"引文前面紧接“{before[0]}”，被截去了。"
    if _NEGATIVE.search(text):
        return None
    borders = [m.end() for m in _SENTENCE_END.finditer(passage, 0, start)]
    head = passage[borders[-1] if borders else 0 : start]
    close = _SENTENCE_END.search(passage, max(start, end - 1))
    tail = passage[end : close.start()] if close and close.start() > end else ""
    if close is None:
        tail = passage[end:]
    if _CLAIM.search(head + quote) and (after := _REJECTION.search(tail)):
        return f"引文所在的句子接着写“{after[0]}”，这句话没有写出。"
    if re.search(r"驳回[^，]*$", head) or ("驳回" in head and re.search(r"请求|上诉", tail)):
        return "引文所在的句子写的是“驳回”，这句话没有写出。"
    return None


def _predicates(text: str) -> Iterator[_Said]:
    taken: list[tuple[int, int]] = []
    for concept, pattern, positive in _OPPOSITES:
        for match in pattern.finditer(text):
            taken.append(match.span())
            yield _Said(concept, positive, match[0], *_surroundings(text, *match.span()))
    for match in _PREDICATE.finditer(text):
        at, end = match.span()
        if any(at < right and left < end for left, right in taken):
            continue
        chain = "" if _SURE.match(match["chain"]) else match["chain"]
        positive = len(_NEGATOR.findall(chain)) % 2 == 0
        concept = _ALIKE.get(match["verb"], match["verb"])
        yield _Said(concept, positive, match[0], *_surroundings(text, at, end))


def _surroundings(text: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The character pairs on both sides: those within the sentence, those within the clause."""
    left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    left, right = _SENTENCE_END.split(left)[-1], _SENTENCE_END.split(right)[0]
    return _pairs(left, right), _pairs(left.split("，")[-1], right.split("，")[0])


def _pairs(*sides: str) -> frozenset[str]:
    plain = (re.sub(r"\W", "", side) for side in sides)
    return frozenset(side[i : i + 2] for side in plain for i in range(len(side) - 1))
