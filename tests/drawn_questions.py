"""Questions drawn from what is read of a judgment: its claims, clauses, articles, sums and dates.

Every draw other words: a template, what fills it, how the case is named, and who is listening.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.amount import SumRole
from corpus.judgment import Judgment
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice


class Template(NamedTuple):
    """How a question is put; its slots in braces are filled from the judgment."""

    kind: str
    words: str
    of_ruling: bool = False  # asks what the court held, which no party and no lower court tells


TEMPLATES = (
    Template("who", "谁应当承担{thing}？"),
    Template("who", "{person}在本案中是什么人？"),
    Template("who", "法院判决由谁支付{thing}？", True),
    Template("outcome", "判决结果是什么？", True),
    Template("outcome", "法院最后怎么判的？", True),
    Template("outcome", "法院对{thing}是怎么处理的？", True),
    Template("why", "法院为什么不支持{thing}？", True),
    Template("why", "法院为什么支持{thing}？", True),
    Template("why", "法院认定“{held}”的理由是什么？", True),
    Template("why", "法院为什么认定{pleaded}？", True),  # a plea, put as if it were a holding
    Template("articles", "法院判决引用了哪些条文？", True),
    Template("articles", "判决引用了《{law}》第几条？", True),
    Template("articles", "《{law}》第{article}条在本案中起什么作用？"),
    Template("claimed", "原告要求支付多少{thing}？"),
    Template("claimed", "原告的诉讼请求是什么？"),
    Template("claimed", "原告请求的{claimed}元是什么钱？"),
    Template("awarded", "法院判决支付多少{thing}？", True),
    Template("awarded", "法院判了多少钱？", True),
    Template("awarded", "{sum}元是怎么算出来的？"),
    Template("defence", "被告是怎么答辩的？"),
    Template("defence", "被告对{thing}怎么说？"),
    Template("defence", "原告认为“{pleaded}”，被告怎么回应？"),
    Template("defence", "原告凭什么主张{thing}？"),
    Template("costs", "案件受理费由谁负担？"),
    Template("costs", "诉讼费一共多少，谁出？"),
    Template("date", "{date}发生了什么？"),
    Template("date", "双方什么时候{done}？"),
    Template("date", "这份判决是什么时候作出的？"),
    Template("yes or no", "法院支持{thing}吗？", True),
    Template("yes or no", "法院是否认定{held}？", True),
    Template("yes or no", "法院认定{pleaded}了吗？", True),
    Template("yes or no", "{held}，是不是？"),
    Template("yes or no", "{pleaded}，对吗？"),
    Template("below", "一审法院怎么判的？"),
    Template("below", "仲裁委员会怎么裁决的？"),
    Template("several", "法院支持{thing}了吗，依据是哪一条？", True),
    Template("several", "原告要求什么，法院判了什么？"),
    Template("general", "{thing}一般在什么情况下能得到法院支持？", True),
    Template("general", "没有书面约定，{thing}还能要吗？"),
    Template("general", "没有证据证明{thing}怎么办？"),
    Template("comparison", "两案法院对{thing}的处理有什么不同？", True),
    Template("comparison", "这两个案件相比，哪个判得更多？", True),
    Template("count", "文库里引用了《{law}》第{article}条的有多少份？"),
    Template("count", "判赔超过{sum}元的有哪些？"),
    Template("count", "请求金额超过{sum}元的案件有几份？"),
    Template("count", "判决驳回全部诉讼请求的案件有哪些？"),
    Template("count", "判赔最多的是哪一份？"),
    Template("count", "涉及{person}的案件有哪些？"),
)
FOLLOW_UPS = ("那理由呢？", "为什么？", "那被告怎么说？", "第二项呢？", "那判了多少钱？",
              "依据是哪一条？", "一审呢？", "那{thing}呢？", "原告又是怎么说的？")  # fmt: skip
COLLOQUIAL = ("", "", "", "请问，", "我想知道，", "麻烦看一下：", "这个案子里，", "本案中，")

_ASKED_FOR = re.compile(
    r"(?:支付|返还|归还|赔偿|给付|偿还|承担|补发|分割|要求|请求)(?:原告|被告|其|各项)?"
    r"([\u4e00-\u9fff]{2,12}?)(?=[\d，。；、：共计]|人民币)"
)
_PERSON = re.compile(
    r"(?:原告|被告|上诉人|被上诉人|第三人|被告人)(?:（[^（）]*）)?[：:]?"
    r"([\u4e00-\u9fff×]{2,3}?|[\u4e00-\u9fff]{4,20}?公司)(?=[，、。；与诉于因系辩称（(])"
)
_CLAUSE = re.compile(r"[^，。；：、\s“”（）]{6,26}")
_DONE = re.compile(r"(?:月|日|年)([\u4e00-\u9fff]{2,10}?)(?=[，。；])")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question, which judgments it is about (source ids), and whether only those are searched."""

    kind: str
    text: str
    about: tuple[str, ...]
    scoped: bool
    of_ruling: bool = False


def questions_of(
    judgment: Judgment, name: str, others: Sequence[str], rng: random.Random
) -> Iterator[Drawn]:
    """Questions about one judgment, without end; `others` may be compared with it.

    Half of those on one judgment are asked of it alone. General and counting ones name none.
    """
    slots = slots_of(judgment)
    fitting = [t for t in TEMPLATES if all(slots.get(s) for s in _slots_in(t.words))]
    kinds = sorted({t.kind for t in fitting})
    while True:
        kind = rng.choice(kinds)
        template = rng.choice([t for t in fitting if t.kind == kind])
        asked = _filled(template.words, slots, rng)
        match kind:
            case "general" | "count":
                yield Drawn(kind, asked, (), False, template.of_ruling)
            case "comparison":
                pair = (name, rng.choice(others))
                yield Drawn(kind, asked, pair, rng.random() < 0.8, template.of_ruling)
            case _:
                scoped = rng.random() < 0.5
                case_name = _called(judgment, slots, rng) if not scoped else rng.choice(COLLOQUIAL)
                yield Drawn(kind, case_name + asked, (name,), scoped, template.of_ruling)


def follow_up(judgment: Judgment, rng: random.Random) -> str:
    """What may be asked next: 那理由呢？"""
    slots = slots_of(judgment)
    fitting = [f for f in FOLLOW_UPS if all(slots.get(s) for s in _slots_in(f))]
    return _filled(rng.choice(fitting), slots, rng)


def slots_of(judgment: Judgment) -> dict[str, list[str]]:
    """What of a judgment can be asked about, by slot; a slot that nothing fills is empty."""
    text = judgment.text
    spoken = [(s.voice, s.span.of(text)) for s in judgment.sentences]
    pleas = "\n".join(said for voice, said in spoken if voice in PARTY_VOICES)
    held = [said for voice, said in spoken if voice in HOLDING_VOICES - {Voice.ORDER}]
    cited = [s for s in judgment.statutes if s.law and s.article]
    claimed = [a for a in judgment.amounts if a.role is SumRole.CLAIMED]
    parties = [p.name for p in judgment.header.parties]
    return {
        "thing": sorted(set(_ASKED_FOR.findall(pleas) or _ASKED_FOR.findall(text))),
        "person": parties or sorted(set(_PERSON.findall(text))),
        "held": [clause for said in held for clause in _CLAUSE.findall(said)],
        "pleaded": _CLAUSE.findall(pleas),
        "law": [s.law for s in cited if s.law],
        "article": [str(s.article) for s in cited],
        "sum": [f"{a.yuan:.2f}".removesuffix(".00") for a in judgment.amounts],
        "claimed": [a.span.of(text).rstrip("元") for a in claimed],
        "date": [d.span.of(text) for d in judgment.dates],
        "done": sorted(set(_DONE.findall(text))),
    }


def _slots_in(words: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", words)


def _filled(words: str, slots: dict[str, list[str]], rng: random.Random) -> str:
    return words.format(**{name: rng.choice(slots[name]) for name in _slots_in(words)})


def _called(judgment: Judgment, slots: dict[str, list[str]], rng: random.Random) -> str:
    """How a case is named where nothing else tells which it is; not always at all."""
    named = slots["person"]
    if judgment.header.case_number and rng.random() < 0.3:
        return f"{judgment.header.case_number}一案中，"
    if len(named) > 1 and rng.random() < 0.8:
        one, other = rng.sample(named, 2)
        return f"{one}与{other}一案中，"
    return f"{rng.choice(named)}案中，" if named and rng.random() < 0.7 else ""
