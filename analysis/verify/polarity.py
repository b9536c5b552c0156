"""Polarity: whether a statement says yes where its quotes say no, or a quote was cut to say so.

Two checks. The words: each predicate of the statement is held against the same predicate in
the quotes, in the surroundings most like its own, with the negators before it counted. The
cut: a negation that stands just before a quote, or a rejection that follows it in the same
sentence, belongs to what the quote says.

Beside the predicates that are listed, whatever follows a negator in one of the texts is looked
for in the other: 未得逞 against 已得逞.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from analysis.verify.place import AHEAD, MOST, RUN, WINDOW, Word, likeness, word_at

# Predicates whose sense a negator turns over. Example for each of the forms below:
# 不构成违约, 未支付, 不予支持, 无须承担, 没有证据证明, 不具有, 不足以认定, 并非属于.
_VERBS = (
    "构成|支持|采信|采纳|认定|认可|确认|准许|准予|准|成立|存在|属于|具有|违反|履行|支付|给付|返还|偿还"
    "|归还|赔偿|补偿|承担|负担|享有|符合|适用|生效|知道|知情|签订|交付|收到|解除|终止|追究|同意|承认"
    "|证明|提供|提交|到庭|出庭|超过|参与|参加|影响|免除|维持|撤销|完成|办理|发放|缴纳|破裂|抚养"
    "|出具|签字|签名|偿付|退还|受理|采取|发生|实施|取得|控制|处罚|过错|依据|关系|效力|关联|必要|资格|清偿"
    r"|(?<=[未没有已])还(?![有是需应要可能会将])|(?<=[未没有已])付"
)
_NEGATORS = r"不|未|无|没有|没|非|难以|拒绝|拒不|缺乏|缺少|欠缺|尚无"
_CHAIN = (
    rf"(?P<chain>(?:(?:并|尚|也|均|还|亦|都|从|又|既|仍)?(?:{_NEGATORS})"
    r"(?:法(?![律定院人规庭理警])|予以|予|能够|能|应当|应该|应|当|须|需要|需|必|再|曾经|曾|有|得|足以|可以|可|会|系|按期|按时|按约|如期|依约|是|同|构成|具备){0,3})*)"
)
_PREDICATE = re.compile(rf"{_CHAIN}(?P<verb>{_VERBS})")
_NOUNS = frozenset(("过错", "依据", "关系", "效力", "关联", "必要", "资格", "责任"))
_NEGATOR = re.compile(_NEGATORS)
_LISTED = re.compile(_VERBS)
_SURE = re.compile(r"不得不|不能不|不可不|无不|无非|莫不")
"""Two negators that are none: 不得不承认."""

# Opposites that no negator marks; the sign is the second column.
_OPPOSITES = (
    ("效力", re.compile(r"(?<![无失])(?<!没)有效(?!期|率|控|执行|送达|证)"), True),  # 合同有效
    ("效力", re.compile(r"无效|不发生效力|不具有法律效力|没有法律效力"), False),  # 条款无效
    ("支持", re.compile(r"驳回"), False),  # 驳回原告的诉讼请求
    ("合法", re.compile(r"(?<![不非符])合法(?![权利财律])"), True),  # 解除合法
    ("合法", re.compile(r"违法(?=[，。；]|$)"), False),  # 解除劳动合同违法
    ("合法", re.compile(r"违法解除|违法终止|不合法|非法(?!占|所)"), False),  # 违法解除劳动合同
    ("承认", re.compile(r"否认"), False),  # 被告否认收到
    ("同意", re.compile(r"拒绝|反对"), False),  # 女方拒绝
    ("异议", re.compile(r"(?:没有|无|未提|未提出|不持)异议"), False),  # 双方均无异议
    ("异议", re.compile(r"(?<!没)(?:有|持|提出)异议"), True),  # 被告有异议
    ("维持", re.compile(r"改判|予以撤销"), False),  # 依法改判
    ("责任", re.compile(r"(?<!没)有(?:责任|义务|权|过错)"), True),  # 被告有过错
    ("责任", re.compile(r"(?:没有|无)(?:责任|义务|权|过错)"), False),  # 被告无过错
)
_NOT_SO = re.compile(
    r"(?:不应|不能|不宜|不得|未|不予|并非|不是|不属于?|不构成)(?:当)?(?:认定|确认|视|属|是)?(?:为|于|其)?$"
)
"""不应认定无效."""

_ALIKE = {
    "采信": "采纳",
    "给付": "支付",
    "准许": "准",
    "准予": "准",
    "偿付": "支付",
    "付": "支付",
    "还": "归还",
    "偿还": "归还",
    "清偿": "归还",
    "认可": "承认",
}
# 未向原告支付, 没有及时履行: what may stand between a negator and its predicate.
_BETWEEN = re.compile(
    rf"(?=.{{0,1}}(?:{_NEGATORS})){_CHAIN}(?:[向对将按依在就为与经给把][^，。；、不未无没非已也]{{1,14}}|(?:得到|获得|取得|受到|[获被])[^，。；、]{{0,10}}|及时|完全|彻底|真正|最终|确已|必然|当然|直接|(?:提供|提交|举示|出示|举出)[^，。；]{{0,8}}?(?:证据|依据|证明|材料)(?:以|来|足以|加以)?|足额|依法|全面|如实|全部"
    r"|继续|主动|充分|实际|明确|相应|书面|另行|举证|证据|合同|约定|法律|事实)$"
)
_TAIL = re.compile(rf"{_CHAIN}$")
_LONGEST_CHAIN = 24

# Words that hold a negator's character and negate nothing.
_WORDS = re.compile(
    r"不仅|不但|不论|不管|无论|不动产|未成年|不服|不断|不久|不过|不等|非常|不慎|不幸|未来|无锡|不少于|不低于"
    r"|不超过|不高于|不足(?=[\d一二三四五六七八九十])|不满(?=[\d一二三四五六七八九十])|是否|能否|不同(?!意)|不料|不时|除非|无非|不定期|莫不"
)
_NEGATED = re.compile(
    rf"(?={_NEGATORS}){_CHAIN}(?=(?P<key>[\u4e00-\u9fff]{{2}})(?P<more>[\u4e00-\u9fff]{{2}})?)"
)
# 没有给过, 无法与其再生活: two characters are too common to tell the place.
_COMMON = re.compile(r"^[向对将按依在就为与经给把其该此的了是到之以及和有]|原告|被告|上诉|[告人]$")

_TURN = re.compile(r"但|却|然而|至今|仍|尚|现(?!金)")
TURN_ALIKE = 8
"""What it counts that two predicates both stand in a clause that turns."""

_SENTENCE_END = re.compile(r"[。；;！？\n]")
_BEFORE = re.compile(rf"(?:{_NEGATORS})(?:予|能|应|足以|有)?$|(?:否认|驳回)$")
_CLAIM = re.compile(r"主张|称|辩|请求|要求|提出|诉请|认为|意见|理由")
_REJECTION = re.compile(
    r"不予(?:支持|采信|采纳|认定|确认|处理|准许)|不(?:能)?成立|(?:缺乏|没有|无|缺少)[^，。；]{0,6}(?:依据|证据)"
    r"|(?:依据|证据)不足|于法无据|驳回|无法(?:采信|采纳|认定|支持|确认)|难以(?:支持|采信|采纳|认定)"
    r"|不能(?:支持|采信|采纳|认定)|不足以|与事实不符|本院不(?!持)"
)
_NEGATIVE = re.compile(rf"{_NEGATORS}|否|驳回|不足")


@dataclass(frozen=True, slots=True)
class _Said:
    concept: str
    positive: bool
    word: Word[str]
    clause: frozenset[str]  # the pairs of characters on both sides of it, within its clause
    near: frozenset[str]  # those within its sentence
    turn: bool  # 但没有归还, 至今未还: its clause turns against what was said before

    def likeness(self, other: "_Said") -> int:
        """How alike the places are; what is supported may stand before its verb or after it."""
        like = likeness(self.word, other.word)
        beside = min(RUN, like.left) + min(RUN, like.right)
        turn = TURN_ALIKE * (self.turn and other.turn)
        around = 2 * len(self.clause & other.clause) + len(self.clause & other.near)
        return around + like.total + 2 * beside + turn


def contradiction(text: str, quotes: Sequence[str]) -> str | None:
    """What the statement turns over, in Chinese; None if nothing clearly is.

    A predicate counts as turned over if the quotes have it with the other sign alone, or in a
    place that is clearly more like its place in the statement. One that no quote holds counts for
    nothing.
    """
    keys = {key for each in (text, *quotes) for key in _keys(each)}
    quoted = _distinct(said for quote in quotes for said in _predicates(quote, keys))
    for claimed in _distinct(_predicates(text, keys)):
        same = [said for said in quoted if said.concept == claimed.concept]
        if not same or (claimed.concept in keys and _repeats(claimed, quotes)):
            continue
        own = max((claimed.likeness(s) for s in same if s.positive is claimed.positive), default=0)
        others = [s for s in same if s.positive is not claimed.positive]
        other = max(others, key=claimed.likeness, default=None)
        if other and (len(others) == len(same) or claimed.likeness(other) >= own + AHEAD):
            return f"这句话写“{claimed.word.shown}”，所引原文写“{other.word.shown}”。"
    return None


def _distinct(predicates: Iterator[_Said]) -> list[_Said]:
    """The first ones, each once; a text made to be slow holds more."""
    return list(dict.fromkeys(islice(predicates, 2 * MOST)))[:MOST]


def _repeats(claimed: _Said, quotes: Sequence[str]) -> bool:
    """不构成自首 told as it stands: a word that the text before the quote names without negator."""
    return not claimed.positive and any(claimed.word.shown in quote for quote in quotes)


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


def _keys(text: str) -> Iterator[str]:
    """The two characters after each negator that are no listed predicate."""
    for match in _NEGATED.finditer(_WORDS.sub(lambda m: "\0" * len(m[0]), text)):
        if _LISTED.match(match["key"]):
            continue
        if not _COMMON.search(match["key"]):
            yield match["key"]
        elif match["more"]:
            yield match["key"] + match["more"]


def _predicates(text: str, keys: set[str]) -> Iterator[_Said]:
    plain = _WORDS.sub(lambda m: "\0" * len(m[0]), text)
    taken: list[tuple[int, int]] = []
    for concept, pattern, positive in _OPPOSITES:
        for match in pattern.finditer(plain):
            taken.append(match.span())
            turned = _NOT_SO.search(plain[max(0, match.start() - 10) : match.start()])
            yield _said(text, *match.span(), concept, positive is not bool(turned))
    for match in _PREDICATE.finditer(plain):
        if any(match.start() < right and left < match.end() for left, right in taken):
            continue
        concept = _ALIKE.get(match["verb"], match["verb"])
        yield _signed(text, plain, match.start("verb"), match.end(), concept)
    for key in keys:
        at = plain.find(key)
        while at >= 0:
            yield _signed(text, plain, at, at + len(key), key)
            at = plain.find(key, at + 1)


def _signed(text: str, plain: str, start: int, end: int, concept: str) -> _Said:
    """The predicate at [start, end) with the negators before it, near or a few words away."""
    before = plain[max(0, start - _LONGEST_CHAIN) : start]
    chain = _TAIL.search(before)
    if (chain is None or not chain["chain"]) and concept not in _NOUNS:
        chain = _BETWEEN.search(before) or chain
    negators = chain["chain"] if chain else ""
    reach = len(before) - chain.start() if chain and negators else 0
    positive = bool(_SURE.match(negators)) or len(_NEGATOR.findall(negators)) % 2 == 0
    return _said(text, start - reach, end, concept, positive)


def _said(text: str, start: int, end: int, concept: str, positive: bool) -> _Said:
    left, right = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    left, right = _SENTENCE_END.split(left)[-1], _SENTENCE_END.split(right)[0]
    clause = _pairs(left.split("，")[-1], right.split("，")[0])
    turn = bool(_TURN.match(left.split("，")[-1] + text[start:end]))
    word = word_at(text, start, end, concept)
    return _Said(concept, positive, word, clause, _pairs(left, right), turn)


def _pairs(*sides: str) -> frozenset[str]:
    plain = (re.sub(r"\W", "", side) for side in sides)
    return frozenset(side[i : i + 2] for side in plain for i in range(len(side) - 1))
