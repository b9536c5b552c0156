"""Sentences: the text cut without gap or overlap, so that every character has one voice."""

import re
from itertools import pairwise

from corpus.numeral import integer_of
from corpus.passage import Span

RUN_ON = 200
"""Characters without a stop after which a text is taken to have lost its stops there.

A run this long occurs in sound judgments too, so it is cut only where a text is poor in stops.
"""
POOR_IN_STOPS = 150
"""Characters a stop. The 1,202 sound judgments of the data have 25 to 110; texts whose full
stops were lost in conversion have several hundred."""

_WORD = re.compile(r"[^\W\d_]")

_CLOSERS = r"[”’」』）)》〉】\]\s]*"
_STOP = re.compile(
    r"(?:[。！？；!?;](?:[。！？；!?;…”’」』）)》〉】\]]|[^\S\n]+(?=[”’」』）)》〉】\]]))*|\n)\s*"
)
_COMMA = re.compile(rf"(?:[，,](?!\d)|(?<!\d)[，,]){_CLOSERS}")
_TURN = re.compile(  # what opens a new part even where nothing parts it: …生活费另查明:张某…
    r"(?=(?:另|又|再|还)查明[：:，,]|(?:上述|以上)事实[，,有由]|本院(?:认为|查明)|经审理查明|(?:判决|裁定)如下)"
)
_RESUMED = re.compile(  # …年2月23日本院认为，/ 感情破裂经审理查明：/ （罚金已缴纳） 如不服本判决，
    r"本(?<=[^，,、；。！？“（(上此故据综经及该并后对]本)院(?:经审[查理])?认为[，：:,]"
    r"|本(?<=[日元\d：:]本)院(?:经审[查理]|另)?查明[，：:,]"
    r"|经(?<=[^院庭后并且，,、；。！？\s（(案现再已未委审中“]经)(?:本院)?审理查明[，：:,]"
    r"|如(?<=[ 　]如)果?不服从?本(?:判决|裁定)"
    r"|本(?<=[ 　]本)(?:判决|裁定)[为系是]终审"
)
"""The opening of a part before which the full stop was lost."""
_LOST_LIST = re.compile(  # 提交证据如下：根据庭审、质证，本院认定以下事实：
    r"[：:](?=(?:本院)?(?:根据|依据|通过|综合|结合|经)[^。；：:“”]{0,60}"
    r"(?:认定|查明|确认|本案的?)[^。；：:，]{0,8}事实(?:如下)?[：:，,])"
)
"""The colon of a list that was lost before the court's findings."""
_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

# What follows is an order or a list of claims, and starts a sentence of its own.
_LEAD_IN = re.compile(
    r"(?:(?:判决|裁定|决定|裁决|判令)如下|判决(?=[：:])|诉讼请求|上诉请求|起诉请求|请求(?:依法)?判令|事实[和与及、]?理由)"
    r"(?:[（(][^（）()]{1,12}[）)])?(?:[：:][\s]*|(?=[一1１]、))"
)
_ITEM = re.compile(
    r"(?<=[，,、。；;：:）)元\s])"
    r"(?:([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)]|([0-9０-９]{1,2})[、.．](?![0-9０-９]))"
)


def has_words(text: str) -> bool:
    """Whether a text holds a single letter or Chinese character."""
    return _WORD.search(text) is not None


def sentences_of(text: str, *, shuffled: bool) -> tuple[Span, ...]:
    """The sentences of a text, in order; they cover it with no gap and no overlap.

    A sentence ends after 。！？；!?; or a line break, with the closing quotes, brackets and
    white space that follow; after the colon of a lead-in such as 判决如下：; and before the
    numbered items that a lead-in announces. `shuffled` also cuts at every comma, since in a
    garbled repost each clause may come from another place. Runs that have lost their stops
    are cut at spaces and commas. Empty text has no sentences.

    >>> text = "依照规定，判决如下：一、还款1,000元；二、驳回其他请求。"
    >>> [s.of(text) for s in sentences_of(text, shuffled=False)]
    ['依照规定，判决如下：', '一、还款1,000元；', '二、驳回其他请求。']
    """
    cuts = {0, len(text)} | {m.end() for m in _STOP.finditer(text)}
    cuts |= _item_cuts(text) | {m.start() for m in _RESUMED.finditer(text)}
    cuts |= {m.end() for m in _LOST_LIST.finditer(text)}
    if shuffled:
        cuts |= {m.end() for m in _COMMA.finditer(text)}
    elif _lost_its_stops(text):
        cuts |= _run_on_cuts(text, sorted(cuts))
    return tuple(Span(start, end) for start, end in pairwise(sorted(cuts)))


def _item_cuts(text: str) -> set[int]:
    """Borders after a lead-in's colon and before the items it announces, counted from one."""
    cuts = set()
    for lead_in in _LEAD_IN.finditer(text):
        cuts.add(lead_in.end())
        expected = 1
        end = text.find("\n", lead_in.end())
        for item in _ITEM.finditer(text, lead_in.end(), end if end >= 0 else len(text)):
            if integer_of(next(filter(None, item.groups()))) != expected:
                continue  # 上述第1、2项: a number, but not the next item
            cuts.add(item.start())
            expected += 1
    return cuts


def _lost_its_stops(text: str) -> bool:
    return len(text) > RUN_ON and len(text) > POOR_IN_STOPS * len(re.findall(r"[。；;\n]", text))


def _run_on_cuts(text: str, borders: list[int]) -> set[int]:
    cuts: set[int] = set()
    for start, end in pairwise(borders):
        cuts |= {m.start() for m in _TURN.finditer(text, start, end)}
        for pattern in (_SPACE, _COMMA):
            inner = {m.end() for m in pattern.finditer(text, start, end) if m.end() < end}
            if end - start > RUN_ON and inner:
                cuts |= inner
                break
    return cuts
