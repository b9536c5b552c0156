"""Traps for the verifier, drawn on made-up judgments: each is false, and none may be verified."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drawn_cases import Case, case_of, given_with
from made_up_claims import truths

from corpus.numeral import chinese_of
from corpus.passage import Passage, Span
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit


@dataclass(frozen=True, slots=True)
class Trap:
    """A false statement as a model may write it, what it was given, and why it is false."""

    kind: str
    text: str
    citations: tuple[tuple[str, str], ...]  # passage id and quote
    given: dict[str, Hit]

    @property
    def reply(self) -> ReplyStatement:
        """As the model's reply has it."""
        cited = tuple(ReplyCitation(passage=p, quote=q) for p, q in self.citations)
        return ReplyStatement(text=self.text, citations=cited)


_COURT_LEADS = (
    "法院认为，", "本院认为，", "法院查明，", "法院认定", "经审理查明，", "法院最终认定，",
    "法院判决认定", "二审法院认为，", "法院采纳了以下意见：", "法院支持了这一点：", "判决主文：",
    "法院经审理认为，",
)  # fmt: skip
_OTHER_SIDE = {
    Voice.PLAINTIFF_CLAIM: ("被告辩称，", "被告一方抗辩：", "第三人述称，", "被告认为，"),
    Voice.DEFENDANT_ARGUMENT: ("原告诉称，", "原告主张，", "第三人陈述，", "原告一方主张："),
}
_SPEAKER = re.compile(
    r"^(?:一审(?:法院|判决)?|仲裁(?:委员会)?|原告[^，主诉]{0,6}|被告[^，抗辩]{0,6}|[^，。]{1,5}?)?(?:于[\d年月日]+)?"
    r"(?:认为|主张|诉称|辩称|抗辩称|裁决|判决|认定|查明)[，：]?"
)


def role_traps(rng: random.Random) -> Iterator[Trap]:
    """What one says told as said by another."""
    for truth in truths(rng):
        bare = _SPEAKER.sub("", truth.statement)
        quote = truth.passage.rstrip("。；")
        given = given_with(truth.passage, truth.voice)
        leads: list[tuple[str, str]] = []
        if truth.voice in PARTY_VOICES:
            leads += [("plea as holding", lead) for lead in _COURT_LEADS]
            leads += [("other side", lead) for lead in _OTHER_SIDE[truth.voice]]
            leads += [
                ("plea as lower court", "一审法院认为，"),
                ("plea as award", "仲裁委员会认定，"),
            ]
            leads += [("nobody's", "")]
        elif truth.voice is Voice.LOWER_COURT:
            leads += [("lower court as holding", lead) for lead in _COURT_LEADS]
            other = "一审法院认为，" if "仲裁" in truth.passage else "仲裁裁决认定，"
            leads += [("wrong lower court", other), ("nobody's", "")]
        elif truth.voice in HOLDING_VOICES and not re.search("主张|异议|抗辩", truth.passage):
            leads += [("holding as plea", rng.choice(("原告诉称，", "被告辩称，")))]
        for kind, lead in rng.sample(leads, min(4, len(leads))):
            yield Trap(kind, lead + bare, (("p-1", quote),), given)
    yield from _appeal_traps(case_of(rng))


def _appeal_traps(c: Case) -> Iterator[Trap]:
    """Of an appeal: its own reasoning as the first court's, and what it only reports as its own."""
    own = f"本院认为，{c.company}已尽到安全保障义务，不应承担赔偿责任。"
    told = f"上诉人{c.plaintiff}主张{c.company}未尽到安全保障义务，应赔偿{c.sums[1]}元。"
    first = f"原审法院认为{c.company}应承担{c.percent}%的赔偿责任。"
    why = Voice.COURT_REASONING
    given = {
        **given_with(own, why),
        "p-2": _hit("c", 2, told, why, "某案"),
        "p-3": _hit("c", 3, first, why, "某案"),
        "p-4": _hit(
            "c", 4, f"上诉人{c.plaintiff}不服一审判决，提起上诉。", Voice.PROCEDURE, "某案"
        ),
    }
    for kind, text, passage, quote in (
        (
            "own view as the first court's",
            f"一审法院认为{c.company}已尽到安全保障义务。",
            "p-1",
            own,
        ),
        ("own view as the award's", f"仲裁裁决认定{c.company}已尽到安全保障义务。", "p-1", own),
        ("reported plea as own view", f"法院认为{c.company}未尽到安全保障义务。", "p-2", told),
        (
            "reported court as own view",
            f"法院认为{c.company}应承担{c.percent}%的责任。",
            "p-3",
            first,
        ),
    ):
        yield Trap(kind, text, ((passage, quote.rstrip("。")),), given)


_CHANGES = (
    ("不", ""), ("未", "已"), ("应当", "可以"), ("元", "万元"), ("被告", "原告"), ("原告", "被告"),
    ("，", "。"),
    ("予以", ""), ("本院", "法院"), ("的", ""), ("1", "7"), ("2", "3"), 
    ("第", ""), ("一", "二"), ("承担", "负担"),
)  # fmt: skip


def forged_quotes(rng: random.Random) -> Iterator[Trap]:
    """True statements whose quotes are not in the passage cited, or whose passage is none."""
    drawn = list(truths(rng))
    given = {
        f"p-{i}": _hit("c", i, truth.passage, truth.voice, "某案")
        for i, truth in enumerate(drawn, 1)
    }
    for number, truth in enumerate(drawn, 1):
        own, quote = f"p-{number}", truth.passage.rstrip("。；")
        other = rng.choice([t for t in drawn if t.passage != truth.passage])
        half = len(quote) // 2
        fitting = [(a, b) for a, b in _CHANGES if a in quote]
        before, after = rng.choice(fitting)
        forged = {
            "changed": quote.replace(before, after, 1),
            "left out": f"{quote[: half - 3]}{quote[half + 2 :]}",
            "ellipsis": f"{quote[: half - 3]}……{quote[half + 2 :]}",
            "added": f"{quote}，且已发生法律效力",
            "spliced": f"{quote[:half]}{other.passage[len(other.passage) // 2 :]}".rstrip("。；"),
            "of another passage": other.passage.rstrip("。；"),
            "turned": quote[half:] + quote[:half],
        }
        for kind, words in forged.items():
            if words not in truth.passage:
                yield Trap(kind, truth.statement, ((own, words),), given)
        for fake in (f"p-{len(drawn) + 1 + rng.randrange(9)}", "", "c#0001", f"P-{number}"):
            yield Trap("unknown passage", truth.statement, ((fake, quote),), given)


def sibling_traps(rng: random.Random) -> Iterator[Trap]:
    """Two courts on one case and a like case with like names: what one says told of another."""
    case = case_of(rng)
    while "某" in case.plaintiff + case.defendant or len(case.plaintiff) < 3:
        case = case_of(rng)
    twin = replace(
        case,
        plaintiff=case.plaintiff[:2]
        + rng.choice([c for c in "岚峰璐钢" if c != case.plaintiff[2]]),
        sums=(case.sums[0] + 1000, case.sums[1] + 1),
        number=case.number + 1,
    )
    second = case.case_number.replace("民初", "民终")
    why = Voice.COURT_REASONING

    def holding(c: Case) -> str:
        return f"本院认为，被告{c.defendant}应当向原告{c.plaintiff}返还{c.goods}{c.sums[0]}元。"

    first_text, twin_text = holding(case), holding(twin)
    appeal = (
        f"本院认为，一审判决认定事实清楚，但计算有误，上诉人{case.defendant}应当返还"
        f"{case.goods}{case.sums[1]}元。"
    )
    number = chinese_of(case.number % 400 + 1)
    old = f"依照《中华人民共和国合同法》第{number}条之规定，被告应当承担违约责任。"
    given = {
        "p-1": _hit("a", 1, first_text, why, case.case_number),
        "p-2": _hit("b", 1, appeal, why, second),
        "p-3": _hit("t", 1, twin_text, why, twin.case_number),
        "p-4": _hit("a", 2, old, why, case.case_number),
    }
    sure = f"应当返还{case.goods}"
    for kind, text, passage, quote in (
        ("twin's quote", f"法院认为{case.defendant}{sure}{twin.sums[0]}元。", "p-1", twin_text),
        ("appeal's quote", f"法院认为{case.defendant}{sure}{case.sums[1]}元。", "p-1", appeal),
        (
            "twin's party",
            f"法院认为{case.defendant}应当向{twin.plaintiff}返还{case.goods}。",
            "p-1",
            first_text,
        ),
        ("twin's sum", f"法院认为{case.defendant}{sure}{twin.sums[0]}元。", "p-1", first_text),
        (
            "twin's number",
            f"{twin.case_number}案中，法院认为{case.defendant}{sure}。",
            "p-1",
            first_text,
        ),
        ("appeal's number", f"{second}判决认为{case.defendant}{sure}。", "p-1", first_text),
        (
            "first court's as appeal's",
            f"二审法院认为{case.defendant}{sure}{case.sums[0]}元。",
            "p-1",
            first_text,
        ),
        (
            "appeal's as first court's",
            f"一审法院认为{case.defendant}{sure}{case.sums[1]}元。",
            "p-2",
            appeal,
        ),
        ("first court's as retrial's", f"再审法院认为{case.defendant}{sure}。", "p-1", first_text),
        (
            "new law for old",
            "法院依照《民法典》第五百七十七条认定被告应当承担违约责任。",
            "p-4",
            old,
        ),
        (
            "other article",
            f"法院依照《合同法》第{case.number % 400 + 2}条认定被告承担违约责任。",
            "p-4",
            old,
        ),
    ):
        yield Trap(kind, text, ((passage, quote.rstrip("。")),), given)


def _hit(judgment: str, number: int, text: str, voice: Voice, title: str) -> Hit:
    start = 100 * number
    passage = Passage(
        f"{judgment}#{number:04d}", judgment, Span(start, start + len(text)), voice, text, text
    )
    return Hit(passage, f"{judgment}.docx", title, 1.0)
