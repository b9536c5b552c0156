"""The case's money: what was first claimed in all, and what was finally ordered in all.

Both are sums of the fixed sums, without court costs and running interest; None wherever the
text does not tell for sure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.amount import amounts_in
from corpus.judgment import Header
from corpus.passage import Sentence
from corpus.script import simplified
from corpus.voice import Voice

_LISTED_CLAIM = re.compile(
    r"(?:诉讼请求|诉请|诉求)(?:为|是|如下|事项|[（(][^（）()]{1,8}[）)])*\s*[：:]"
)
_CLAIM = re.compile(
    r"(?:故|为此|综上|因此|据此|现|特|遂|诉至|诉诸|起诉|提起诉讼)[^。；;]{0,60}?(?:请求|要求|诉请|判令|判决)"
    r"|(?:请求|要求)[^，。；：:]{0,16}?(?:判令|判决|判定|裁判|裁决)|判令"
)
_FIRST_CLAIM = re.compile(
    r"向(?:一审|原审)法院[^，。；：:]{0,12}(?:请求|诉请)(?:判令)?"
    r"|(?:一审|原审)(?:法院)?[^，。；：:]{0,4}(?:诉讼请求|诉请|起诉请求)(?:为|是|如下)*\s*[：:]"
    r"|(?:一审|原审)法院提起诉讼[^。]{0,60}。[^，。；：:]{2,40}(?:起诉|诉讼)请求(?:判令)?\s*[：:]?"
    r"|向(?!本院)[^，。；：:]{2,20}法院[^，。；：:]{0,4}起诉[^。；：:]{0,24}请求"
)
_TOLD_CLAIM = re.compile(r"(?<!上)起诉[^，。；：:]{0,16}请求(?:判令|判决)")
_ASKED_UNTIL = re.compile(
    r"事实[和与及、]{0,2}理由|(?:一审|原审)法院(?:经审理)?(?:查明|认定|认为)|理由[：:]"
    r"|为支持其|为证明|本院|被告[^，。；：:]{0,30}(?:辩称|答辩)"
)
_ITEM = re.compile(
    r"(?:(?<=[：:；;。，,\s令求])|^)[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]?\s*(?:[、.．](?!\d)|[，：:](?=[^\d]))"
)
_COSTS = re.compile(r"受理费|诉讼费|保全费|公告费|诉讼保全|申请费|鉴定费用?由")
_NOT_OWED = re.compile(
    r"无需|无须|不需|不再|不予|不应|免除|驳回|确认|撤[销回]|放弃"
    r"|不(?:向[^，。；]{1,24})?(?:支付|给付|承担|赔偿|返还|退还|补缴)"
)
_UNCLEAR = re.compile(
    r"第[^，。；]{1,20}项[合共总]计"
    r"|止[，,][暂暫][计計]"  # 支付租金到退清为止，暂计算至某日为一万元: it runs on
    r"|[（(][^（）()]{0,60}(?:截[止至]|[计算]至|尚欠|暂)[^（）()元]{0,60}\d[^（）()元]{0,20}元"
)
_ALONGSIDE = re.compile(
    r"连带|保证责任|担保责任|优先受偿|拍卖|变卖|抵押|上述|前述|上列|第[一二三四五六七八九十、]+项|补充清偿|限额内?承担"
)
_RATE_BEFORE = re.compile(
    r"(?:以|按照?|每[年月日天人平亩吨]|月薪|月工资|基数为?|标准为?|不超过|扣除|已(?:经)?(?:支|给|偿)?[付还]|单价|每[^，。；]{1,3})[^，。；\d]{0,8}$"
)
_RATE_AFTER = re.compile(
    r"^(?:[/／]|每[月年日天]|为基数|为本金|为限|范围内|限额内|的?标准|的?基数|之内|以下|以内|至[^，。；]{1,20}止|一?个?[月年日天](?!内))"
)
_TOTAL = re.compile(r"(?:共计|合计|总计|总额|共)(?:为|款|人民币|损失|金额|[：:]|约)*$")
_GRAND_TOTAL = re.compile(
    r"(?:^|[。；;\n])\s*(?:以上|上述|前述)(?:各|[一二三四五六七八九十\d]+|款|费用|诉讼|请求|金额|项)*[合共总]计"
    r"[^，。；]{0,16}$"
)
_BREAKDOWN = re.compile(r"其中|包括")
_BRACKET = re.compile(r"[（(［【\[][^（）()［］【】\[\]]*[）)］】\]]")

_REJECTED = re.compile(r"驳回.{0,200}请求")  # 驳回起诉 leaves the claim undecided
LONGEST = 20_000
"""Characters of the longest claim or order that is summed up; nobody asks for more."""

_UPHELD = re.compile(r"驳回上诉[，,、；;]?\s*维持原")
_OWN_PARTS = re.compile(r"第([一二三四五六七八九十、，和及至]+)项")
_EDICT = re.compile(r"判决(?:如下)?\s*[：:，,。]")
_EDICT_UNTIL = re.compile(r"如果?[^。；]{0,6}未按|案件受理费|受理费|诉讼费|鉴定费[^。；]{0,20}由")
_WHOLE = re.compile(r"撤销[^。；，]{0,60}判决\s*(?:[；;。，,]|$)")


def with_amounts(header: Header, text: str, sentences: Sequence[Sentence]) -> Header:
    """The header with claimed and awarded sums, where it has none and the text tells them.

    Criminal documents have none, and rulings only a claim. In an appeal the claim is the one
    first brought, if the text repeats it.
    """
    text = simplified(text)
    kind = header.doc_type or "判决"
    if "刑事" in kind or not any(word in kind for word in ("判决", "裁定")):
        return header
    claimed, awarded = header.claimed_amount, header.awarded_amount
    if claimed is None:
        claimed = _claimed(text, sentences, header.instance)
    if awarded is None and "判决" in kind:
        awarded = _awarded(text, sentences, header.instance, claimed)
    return replace(header, claimed_amount=claimed, awarded_amount=awarded)


def _claimed(text: str, sentences: Sequence[Sentence], instance: str | None) -> float | None:
    if instance not in (None, "一审", "二审"):
        return None
    for words in _claims(text, sentences, appeal=instance == "二审"):
        until = _ASKED_UNTIL.search(words)
        words = words[: until.start()] if until else words
        if len(words) > LONGEST or _UNCLEAR.search(words):
            return None
        stated = _grand_total(words)
        return _sum_of(_items(words)) if stated is None else stated
    return None


def _claims(text: str, sentences: Sequence[Sentence], *, appeal: bool) -> Iterator[str]:
    """What follows the words that open the first claim, the likeliest place first."""
    claims = list(_runs(text, sentences, Voice.PLAINTIFF_CLAIM))
    if appeal:
        for run in claims:
            if match := _FIRST_CLAIM.search(run):
                yield run[match.end() :]
        for run in _runs(text, sentences, Voice.LOWER_COURT):
            if match := _TOLD_CLAIM.search(run):  # told in one sentence
                yield run[match.end() :].split("。")[0]
        for run in _runs(text, sentences, Voice.PROCEDURE):
            if match := _FIRST_CLAIM.search(run):
                yield run[match.end() :]
        return
    for run in claims:
        if match := _LISTED_CLAIM.search(run) or _CLAIM.search(run):
            yield run[match.end() :]
    for run in _runs(text, sentences, Voice.PROCEDURE):  # a list of claims among the head's lines
        if match := _LISTED_CLAIM.search(run):
            yield run[match.end() :]


def _runs(text: str, sentences: Sequence[Sentence], voice: Voice) -> Iterator[str]:
    """Each unbroken stretch of one voice, in text order."""
    start: int | None = None
    for sentence in sentences:
        if sentence.voice is voice:
            start = sentence.span.start if start is None else start
        elif start is not None:
            yield text[start : sentence.span.start]
            start = None
    if start is not None:
        yield text[start:]


def _awarded(
    text: str, sentences: Sequence[Sentence], instance: str | None, claimed: float | None
) -> float | None:
    order = "".join(s.span.of(text) for s in sentences if s.voice is Voice.ORDER)
    until = _EDICT_UNTIL.search(order)
    order = order[: until.start()] if until else order
    if not order.strip() or len(order) > LONGEST or _UNCLEAR.search(order):
        return None
    if instance == "二审":
        items = _after_appeal(order, _lower_edict(text, sentences))
    elif instance in (None, "一审"):
        items = _items(order)
    else:
        items = None
    if items is None:
        return None
    total = _sum_of(items)
    if total is None and claimed is not None and all(_REJECTED.search(i) for i in items):
        return 0.0
    return total


def _lower_edict(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """The items of the first instance's order, as the appeal's judgment quotes it."""
    quoted = "".join(s.span.of(text) for s in sentences if s.voice is Voice.LOWER_COURT)
    leads = list(_EDICT.finditer(quoted))
    if not leads:
        return []
    edict = quoted[leads[-1].end() :]
    until = _EDICT_UNTIL.search(edict)
    edict = edict[: until.start()] if until else edict
    return _items(edict) if len(edict) <= LONGEST else []


def _after_appeal(order: str, lower: list[str]) -> list[str] | None:
    """The items that stand after an appeal; None if they cannot be told."""
    if _UPHELD.search(order):
        return lower or None
    own = _items(order)
    if _WHOLE.search(order) and not re.search(r"维持|变更", order):
        return [item for item in own if not re.match(r"\s*撤销", item)]
    standing = dict(enumerate(lower, start=1))
    added: list[str] = []
    for item in own:
        parts = _parts(item)
        if re.match(r"\s*维持", item):
            continue
        if re.match(r"\s*(?:撤销|变更)", item):
            if not parts or not lower or max(parts) > len(lower):
                return None
            for part in parts:
                standing.pop(part, None)
            if "变更" in item and (cut := re.search(r"变更为|为[：:]|为", item[4:])):
                added.append(item[4 + cut.end() :])
        else:
            added.append(item)
    return [*standing.values(), *added] if lower else None


def _parts(item: str) -> set[int]:
    match = _OWN_PARTS.search(item)
    if match is None:
        return set()
    digits = "一二三四五六七八九十"
    return {digits.index(c) + 1 for c in match[1] if c in digits}


def _items(stretch: str) -> list[str]:
    """The numbered items of a claim or an order, else its sentences; never empty ones.

    What stands in brackets reckons and is blanked out.
    """
    for _ in range(2):  # brackets within brackets
        stretch = _BRACKET.sub(lambda m: "　" * len(m[0]), stretch)
    parts = [p for p in _ITEM.split(stretch) if p.strip(" 　\n；;。：:")]
    if len(parts) < 2:
        parts = [_ITEM.sub("", p) for p in re.split(r"[；;。\n]", stretch) if p.strip()]
    return parts


def _sum_of(items: list[str]) -> float | None:
    """What the items come to; None if none of them is for a fixed sum."""
    total: float | None = None
    for item in items:
        if _NOT_OWED.search(item) or (total is not None and _ALONGSIDE.search(item)):
            continue
        value = _value_of(item)
        if value is not None:
            total = (total or 0.0) + value
    return round(total, 2) if total is not None else None


def _grand_total(words: str) -> float | None:
    """What is said to be the sum of all before it: 以上各项共计……元, and no sum after it."""
    amounts = amounts_in(words)
    stated = amounts[-1] if amounts else None
    if stated and _GRAND_TOTAL.search(words[: stated.span.start]):
        return stated.yuan
    return None


def _value_of(item: str) -> float | None:
    """The fixed sums of one item: its stated total, else all of them."""
    fixed: list[float] = []
    for amount in amounts_in(item):
        before, after = item[: amount.span.start], item[amount.span.end :]
        clause = re.split(r"[，,；;。]", before)[-1]
        if _COSTS.search(clause) or (fixed and _BREAKDOWN.search(before)):
            break  # what follows breaks the sum down, or says who bears the costs
        if _RATE_BEFORE.search(clause) or _RATE_AFTER.match(after):
            continue
        if _TOTAL.search(clause):
            return amount.yuan
        fixed.append(amount.yuan)
    return sum(fixed) if fixed else None
