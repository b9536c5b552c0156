"""A question that asks several things, as the several questions it is made of.

被告主张的债务是多少，法院认定多少？ asks two people; one quote seldom answers both.
"""

import re

from analysis.question.case_phrase import without_case

_BORDER = re.compile(r"[，,；;？?。]+")

_ASKS = re.compile(
    r"什么|多少|几[个项名份笔种年月条元]|哪|谁|吗|呢$|是否|是不是|有没有|能否|能不能|可否|可不可以|要不要|应否"
    r"|为什么|为何|凭什么|怎[么样]|如何|何[时种处人以]|有何|多[长久大高]|还是"
)

_BARE = re.compile(
    r"(?:又|并|而|且|分别|各自|具体|那么?|其|它)*(?:是|有|为|因)?(?:为什么|为何|凭什么|怎么看|怎么说|怎么处理的?"
    r"|(?:具体)?(?:的)?(?:理由|原因|依据|数额|金额)(?:何在|是什么|呢|是多少|分别是多少)?|多少钱?|几元|各?是?多少钱?|如何|怎么样|呢|谁)"
)
"""What leans on the words before it: 由谁支付，多少？ is one question."""

_GENERIC = re.compile(
    r"法院|法庭|法律|法条|条文|案号|依据|判决|判令|判|裁决|裁定|采纳|支持|认定|认为|处理|驳回|赔偿|支付|付|要求|主张"
    r"|承担|责任|另外|最终|是|由|以|与|之后|此后|应|当|被|原告|被告|对方|双方"
)
"""Words that parts about anything may hold."""

_SPEAKER = re.compile(r"法院|判决|仲裁|原告|被告")

_EMBEDDED = re.compile(r"(?:认定|判断|评价|衡量|审查)[^，]{0,20}是否")
"""判断措施是否足够，以什么时候的技术水平为准？ asks one thing."""

LEAST_TOPIC = 3
LEAST_BESIDE_A_SPEAKER = 2
"""Characters, without those that only ask, below which a part has no topic of its own."""


def parts_of(question: str) -> list[str]:
    """The questions that a question is made of, in order; itself if it asks one thing.

    What comes before the first, such as the case, stays with the first. A part without a topic
    of its own takes that of the part before it along.

    >>> parts_of("乙公司主张的债务是多少，法院认定的债务是多少？")
    ['乙公司主张的债务是多少', '法院认定的债务是多少']
    >>> parts_of("丁某承担什么责任？限额多少？")
    ['丁某承担什么责任', '丁某承担什么责任，限额多少']
    >>> parts_of("法院是否支持律师费？为什么？")
    ['法院是否支持律师费？为什么？']
    """
    fragments = [f.strip() for f in _BORDER.split(question) if f.strip()]
    lead: list[str] = []  # 刘某的工资差额，仲裁裁决多少，法院判多少？: all that follows is about it
    groups: list[list[str]] = []
    waiting: list[str] = []  # what a later question is about: 公司称27日才收到，为什么不按那天算？
    for fragment in fragments:
        asks = _ASKS.search(fragment) is not None and not _EMBEDDED.search(fragment)
        if groups and asks and not waiting and _BARE.fullmatch(fragment):
            groups[-1].append(fragment)
        elif asks:
            groups.append([*waiting, fragment])
            waiting = []
        elif groups:
            waiting.append(fragment)
        else:
            lead.append(fragment)
    if groups:
        groups[-1] += waiting
    if len(groups) < 2:
        return [question]
    texts = ["，".join(group) for group in groups]
    standing = [texts[0]]
    for before, text in zip(texts, texts[1:], strict=False):
        standing.append(
            text if has_topic(text) or has_topic("，".join(lead)) else f"{before}，{text}"
        )
    return ["，".join([*lead, text]) for text in standing]


def has_topic(text: str) -> bool:
    """Whether a question says what it is about, beside asking and calling its case."""
    rest = _GENERIC.sub("", _ASKS.sub("", without_case(text)))
    least = LEAST_BESIDE_A_SPEAKER if _SPEAKER.search(text) else LEAST_TOPIC
    return len(re.sub(r"\W|[的了有后中]", "", rest)) >= least
