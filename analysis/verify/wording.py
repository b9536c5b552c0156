"""Wording: how much of what a statement says stands in its quotes in any form.

A true statement in other words still shares most of its characters with its quote: 离婚的请求没有
得到支持 against 要求与被告离婚的诉讼请求，不予支持. One that has little to do with its quote shares
hardly any pair of neighbours.
"""

import re
from collections.abc import Iterable, Sequence

from analysis.verify.figures import figures_in
from analysis.verify.names import ANONYMOUS
from analysis.verify.place import pairs_of

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FRAME = re.compile(
    r"文书载明|说话人未能确定|据?案例摘要|关于程序|关于费用与告知|争议焦点|下级裁判|举证|质证|法院|本院|一审|二审|原审|仲裁|原告|被告人?|上诉人|被上诉人|第三人|当事人|双方|认为|认定|查明|判决|裁定|主张|辩称|诉称"
    r"|主要|理由|原因|因为|由于|所以|因此|故而?|并且|而且|以及|或者|如果|但是?|同时|此外|另外|其中|其他|有关|关于|对于|根据|依据|依照|按照"
    r"|应当|可以|需要|已经|曾经|进行|作出|提出|要求|请求|支持|没有|不予|予以|不能|无法|是否|这|那|该|其|的|了|在|是|和|与|及|或|对|向|由|为|以|从|到|被|把|将|就|也|都|又|而|且|并|之|所|等|后|前|时|中|上|下|不|未|无"
)
"""Words that any statement about a judgment may hold: they support nothing."""

LEAST_SUPPORTED = 0.4
"""Share of the statement's own characters that its quotes must hold; tuned on the even documents of
questions-dev.jsonl: answers written by hand, and the same answers with another sentence's quote."""

SHORTEST = 6
"""Characters of its own below which a statement is too short to tell."""


_VERDICT = re.compile(r"支持|驳回|采信|采纳")
_ANY_VERDICT = re.compile(
    r"支持|驳回|采信|采纳|准[许予]|不准|成立|[依证]据|无据|不当|确认|认定|应予|予以|不予|判[令决]|支付|赔偿|返还"
    r"|承担|负担|给付|偿还|责任|有权|应当?|须"
)
"""Words one of which a quote must hold for a statement that something was granted or not."""


def unsupported_wording(text: str, quotes: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """The words of the statement that its quotes do not hold, if they are most of it; else none.

    `names` are those of the judgment's people: sharing them supports nothing.
    """
    verdict = _VERDICT.search(text)
    if verdict and not any(_ANY_VERDICT.search(quote) for quote in quotes):
        return (verdict[0],)
    share, missing = support(text, quotes, names)
    return missing if share < LEAST_SUPPORTED else ()


def support(
    text: str, quotes: Sequence[str], names: Iterable[str] = ()
) -> tuple[float, tuple[str, ...]]:
    """The share of the statement's own characters that the quotes hold, and the words they do not.

    A character that stands in the quotes beside the same neighbour counts whole, one that stands
    there alone half. 1.0 where the statement has too few characters of its own.
    """
    quoted = "\n".join(quotes)
    pairs, singles = pairs_of(quoted), set(quoted)
    for figure in figures_in(text):  # held against the quotes elsewhere
        text = text.replace(figure.shown, "\n")
    for name in names:
        text = text.replace(name, "\n")
    own = supported = 0.0
    missing: list[str] = []
    for run in _HAN.findall(_FRAME.sub("\n", ANONYMOUS.sub("\n", text))):
        held = [0.5 if character in singles else 0.0 for character in run]
        for i in range(len(run) - 1):
            if run[i : i + 2] in pairs:
                held[i] = held[i + 1] = 1.0
        own += len(run)
        supported += sum(held)
        if sum(held) / len(run) < 0.5 and len(run) > 1:
            missing.append(run)
    if own < SHORTEST:
        return 1.0, ()
    return supported / own, tuple(dict.fromkeys(missing))
