"""Sides: which party a name stands for, where a judgment calls the parties by name alone."""

import re
from collections import Counter
from collections.abc import Mapping

from corpus.voice import Voice

_SIDE = {
    "原告": Voice.PLAINTIFF_CLAIM,
    "上诉人": Voice.PLAINTIFF_CLAIM,
    "再审申请人": Voice.PLAINTIFF_CLAIM,
    "申诉人": Voice.PLAINTIFF_CLAIM,
    "被告": Voice.DEFENDANT_ARGUMENT,
    "被上诉人": Voice.DEFENDANT_ARGUMENT,
    "被申请人": Voice.DEFENDANT_ARGUMENT,
    "被申诉人": Voice.DEFENDANT_ARGUMENT,
    "第三人": Voice.THIRD_PARTY,
}
_OF_AN_APPEAL = frozenset({"上诉人", "被上诉人", "再审申请人", "被申请人", "申诉人", "被申诉人"})
# What may not stand before a role is asked after its first letter, to which a search can skip.
_ROLE = (
    f"({'|'.join(f'{role[0]}(?<!反诉.)(?<!反诉被.){role[1:]}' for role in _SIDE)})人?"
    r"(?:[（(][^（）()]{1,20}[）)])?[：:]?"
)
_NAME = r"([\u4e00-\u9fff×ＸXx·\w（）()]{2,30}?)"
_FOLLOWS = (
    r"(?=诉称|辩称|答辩|述称|上诉称|向本院|向一审|未作|未答辩|为证明|提交|提供|与被告|与被上诉人|与原审"
    r"|诉被告|[，,][男女]|[，,。]住|。法定|[，,。]法定|[（(](?:以下)?[简下]称|一案)"
)
_FULL = re.compile(_ROLE + _NAME + _FOLLOWS)
_SHORT = re.compile(
    _ROLE + _NAME + r"[（(](?:以下)?[简下]称[：:]?[“\"]?([^”\"（）()，。]{2,16})[”\"]?[）)]"
)
NOT_A_NAME = re.compile(
    r"^(?:与|和|在|于|向|的|因|对|就|为|主张|要求|认为|请求|所|已|未|现|均|应|自|经|不|是|将|方|之间|双方|起诉|提[供交出]|也|亦|曾|处|工作|公司$|诉|辩|支付|系|没有|答辩|陈述|述称|有|以|从|又|并)"
)


def sides_of(text: str) -> Mapping[str, Voice]:
    """The voice of each name and short name that stands beside a role somewhere in the text.

    In an appeal the roles of the appeal decide, since the part that tells of the first instance
    calls the same parties by their roles there. Names that stand beside roles of both sides (a
    defendant who became plaintiff) go to the side named more often; a tie leaves them out.
    """
    votes: dict[str, Counter[Voice]] = {}
    appealed: dict[str, Counter[Voice]] = {}
    for match in [*_FULL.finditer(text), *_SHORT.finditer(text)]:
        for name in match.groups()[1:]:
            if not NOT_A_NAME.match(name):
                counts = appealed if match[1] in _OF_AN_APPEAL else votes
                counts.setdefault(name, Counter())[_SIDE[match[1]]] += 1
    sides = {}
    for name, counted in (votes | appealed).items():
        ranked = counted.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            sides[name] = ranked[0][0]
    return sides
