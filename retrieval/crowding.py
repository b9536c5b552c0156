"""Passages that say the same do not crowd a list: the best stays and says how many more there are.

Boilerplate stands in thousands of judgments. What may differ between two passages that are shown
as one is little: wording and marks, never who, how much, or whether.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from corpus.passage import Passage
from corpus.voice import Voice

SIMILAR = 0.9
"""Share of shingles in common (Jaccard) from which two texts are nearly the same."""

SHINGLE = 3
"""Characters of a shingle. In 100 characters, one that differs leaves (98 - 3) / (98 + 3) = 0.94
in common; in 40 it leaves (38 - 3) / (38 + 3) = 0.85, and both stay."""

_NUMERALS = "〇零○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"

# What tells two passages apart, with what follows it, since a negation that moves negates another
# word. Both words of an example stand in an otherwise equal text, and must keep two passages.
TELLING: tuple[tuple[str, str, str], ...] = (
    # pattern, one word, another
    (r"《[^》]*》?", "依照《婚姻法》", "依照《收养法》"),
    (r"\d[\d.,]*[^\d]?", "支付1200元", "支付12000元"),
    (rf"[{_NUMERALS}]+.?", "三万元", "三千元"),
    (r".?某+.?", "张某甲", "张某乙"),
    (r"[不未无非没勿否莫毋].{0,2}", "未到庭", "已到庭"),
    (r"[甲乙丙丁戊己庚辛]", "甲公司", "乙公司"),
    (r"[a-z]+", "A公司", "B公司"),
    (r"(?:原告|被告|第三人|上诉人|申请人)人?.{0,4}", "原告王五归还", "原告赵六归还"),
    (r".{0,4}(?:公司|厂|银行|中心)", "杭州明天公司", "杭州今日公司"),
    (r"原告|被告|上诉|申请|第三人|[原一二再]审", "上诉请求", "申请请求"),
    (r"驳回|支持|准许|维持|撤销|变更|确认|采信|采纳", "予以支持", "予以驳回"),
    (r"部分|全[部额]|仅|只|除|但|或者?", "部分赔偿", "全部赔偿"),
    (r"[×xX*＊]+.?", "×县", "××县"),
)
_TELLING = re.compile("|".join(pattern for pattern, _, _ in TELLING))


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage that stays in a list, by its place there, and the places of those it stands for."""

    place: int
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage as it is compared."""

    voice: Voice
    judgment_id: str
    words: str
    shingles: frozenset[str]
    telling: tuple[str, ...]


def uncrowded(passages: Sequence[Passage], named: Collection[str] = ()) -> list[Kept]:
    """The passages that stay, in their order; the others are told of by the first they equal.

    Two are one where the same voice says, after folding, the same, or nearly the same and nothing
    telling differs; a plea in a holding's words is still a plea. Those of different judgments are
    one only where neither is in `named`, the ids of judgments that were asked for: each of them
    keeps its own. What is like one that went is compared with those that stayed. Time grows with
    the passages, not with their pairs.
    """
    asked_for = frozenset(named)
    read = [_read(passage) for passage in passages]
    rarity = Counter(shingle for one in read for shingle in one.shingles)
    stayed: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    more: dict[int, list[int]] = {}
    for place, one in enumerate(read):
        keys = [(one.voice, one.words)] + [
            (one.voice, one.telling, shingle) for shingle in _rarest(one.shingles, rarity)
        ]
        likely = {held for key in keys for held in stayed[key]}
        first = next((h for h in sorted(likely) if _same(one, read[h], asked_for)), None)
        if first is None:
            more[place] = []
            for key in keys:
                stayed[key].append(place)
        else:
            more[first].append(place)
    return [Kept(place, tuple(others)) for place, others in more.items()]


def _read(passage: Passage) -> _Read:
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", passage.text)).lower()
    shingles = frozenset(words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1))
    return _Read(
        passage.voice, passage.judgment_id, words, shingles, tuple(_TELLING.findall(words))
    )


def _rarest(shingles: frozenset[str], rarity: Counter[str]) -> list[str]:
    """So many of the rarest that two sets with SIMILAR in common must share one of them."""
    size = len(shingles)
    count = size - ceil(SIMILAR * size) + 1 if size else 0
    return sorted(shingles, key=lambda shingle: (rarity[shingle], shingle))[:count]


def _same(one: _Read, other: _Read, named: frozenset[str]) -> bool:
    """Of two passages of one voice and with the same telling words, or of the same words."""
    if one.judgment_id != other.judgment_id and not named.isdisjoint(
        (one.judgment_id, other.judgment_id)
    ):
        return False
    common = len(one.shingles & other.shingles)
    union = len(one.shingles) + len(other.shingles) - common
    return one.words == other.words or (union > 0 and common / union >= SIMILAR)
