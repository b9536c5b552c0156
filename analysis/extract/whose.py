"""Whose words may answer: the side a party stands on, and what the court tells of a party."""

import re
from typing import NamedTuple

from analysis.extract.sides import SIDES, sides_named
from analysis.person_name import SURNAMES
from analysis.question import DEFENDING, Kind, Question
from analysis.question.case_phrase import without_case
from corpus.court import courts_in
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.voice import HOLDING_VOICES, Voice

_SIDE_VOICES = frozenset(SIDES.values())

_CLAUSE_END = re.compile(r"[，,；;。？?]")
_ROLE_NAMED = re.compile(r"原告|被告|第三人")
_ASKS_RULING = re.compile(r"要不要|应不应|该不该|应否|支持|采[纳信]")
_HIMSELF = re.compile(r"([\u4e00-\u9fff]{2,4})本人")
"""谷某本人怎么说: whoever is no party says it only where the text tells it."""

_IN_CASE = re.compile(r"在[^，。？]{2,30}?(?:案件|案子|案|纠纷|官司|争议)[里中]?[，,]?")
"""在甲与乙的案件里，丙怎么说: the parties of the case are not those who are asked about."""

_OBJECT = re.compile(r"(?:对|向|就|关于|与|和|把|给|起诉|诉|告|由)$")
"""What stands before a party that is spoken of and does not speak: 对原告的请求，被告怎么答辩."""

_TOLD = re.compile(
    r"(?:原告|被告|上诉人|第三人|申请人|双方|原、被告|公司|某[甲乙丙丁戊己庚辛壬癸某]?)[^，。；]{0,8}?"
    r"(?:承认|自认|认可|否认|主张|辩称|诉称|(?<![名职简全])称(?!为)|陈述|表示|明确|同意|提出|抗辩|未(?:作|提出|提交)?(?:书面)?答辩|未到庭)"
)
"""The court tells what a party said: 庭审中，原告承认收到该款."""

_SPEAKER = re.compile(
    r"([^，。；：]{2,40}?)(?:起?诉称|辩称|述称|答辩|抗辩|上诉(?:称|请求)|主张|认为)"
)
"""青禾社诉称，……: who speaks in a passage, by name."""

_DEFENDS = re.compile(r"辩称|答辩|抗辩|未到庭|拒不到庭|异议")

_TOLD_ONLY = re.compile(
    rf"(?:原告|被告|上诉人|第三人|申请人|公司|某[甲乙丙丁戊己庚辛壬癸某]?|[{SURNAMES}][\u4e00-\u9fff×]{{1,2}}?)"
    r"(?:还|又|则|均|并|为此|庭审中?|[一二三])?"
    r"(?:诉?称(?!为)|辩称|主张|述称|举示|提交|提供|出示|认为|不(?:予)?认可|否认)|[拟欲]证明|用以证明|以证明"
)
_DECIDES = re.compile(
    r"本院|认定|采信|采纳|确认|支持|查明|予以|应当|(?:^|[，。；])[故因](?!意|障|素)|因此|综上"
)

_WEIGHS = re.compile(r"采[信纳]|证据形式|证明力|证明效力")
"""Evidence is weighed among the findings, too."""

_BASIC_COURT = re.compile(r"([^省市区县旗]{2,3})[区县市旗]人民法院$")
_BELOW = re.compile(r"一审|原审")
_ABOVE = re.compile(r"二审|再审|终审|本院|撤销|维持")

_QUOTED = re.compile(r"“[^”]*”?")
"""“被告无正当理由拒不到庭的，可以缺席判决。” tells of no defendant."""

SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")

TELLING_VOICES = frozenset({Voice.COURT_FINDING, Voice.COURT_REASONING, Voice.EVIDENCE_RULING})


def may_answer(passage: Passage, question: Question, judgment: Judgment, *, spun: bool) -> bool:
    """Whether whoever speaks in the passage is one who can answer the question.

    In a garbled source hardly any clause says who speaks: it may be quoted, as of nobody known.
    """
    voice = passage.voice
    if spun and voice is Voice.OTHER:
        return True
    of_a_ruling = question.kind is Kind.REASON and question.asks_the_court
    of_a_ruling |= question.kind is Kind.YES_NO and _ASKS_RULING.search(question.asked) is not None
    weighs = _WEIGHS.search(passage.text) and _WEIGHS.search(question.asked)
    if of_a_ruling and voice is Voice.COURT_FINDING and not weighs:
        return False  # what a court held, and why, it says where it reasons
    if question.kind is not Kind.PARTY_POSITION:
        if _asks_below(question, judgment) and not question.asks_arbitration:
            return voice is Voice.LOWER_COURT or _tells_of_below(passage)
        if voice in question.voices:
            return voice not in HOLDING_VOICES or bool(own_words(passage.text))
        return voice in _of_lower_courts(question, judgment)
    himself = _HIMSELF.search(question.asked)
    if himself and not re.search(
        rf"{himself[1]}[^，。；]{{0,8}}(?:称|说|陈述|证[实言明]|表示|作证)", passage.text
    ):
        return voice in _SIDE_VOICES and voice is side_asked(himself[1], judgment)
    if voice in TELLING_VOICES or voice is Voice.PROCEDURE:
        told = _DEFENDS if DEFENDING.search(question.asked) else _TOLD
        return told.search(_QUOTED.sub("", passage.text)) is not None
    party = _asked_of(question.asked, judgment)
    if party is not None and voice in _SIDE_VOICES:
        itself = _speaks_itself(passage, party, judgment)
        return voice is party.side if itself is None else itself
    return voice in question.voices


def only_tells(text: str) -> bool:
    """Whether a court's sentence only tells what a party says, and decides nothing.

    被告称原告旷工，并提交考勤记录，拟证明解除合法。 is no finding that the dismissal was lawful.
    """
    return _TOLD_ONLY.search(text) is not None and _DECIDES.search(text) is None


def own_words(text: str) -> str:
    """A court's text without the sentences that only tell what a party says."""
    return "".join(s for s in SENTENCE.findall(text) if not only_tells(s))


def _of_lower_courts(question: Question, judgment: Judgment) -> frozenset[Voice]:
    """The lower court's voice where it is the one that is asked about."""
    asks = question.asks_arbitration or _asks_below(question, judgment)
    return frozenset({Voice.LOWER_COURT}) if asks else frozenset()


def _asks_below(question: Question, judgment: Judgment) -> bool:
    """Whether a judgment on appeal is asked what the court below did, by stage or by its name."""
    told = any(sentence.voice is Voice.LOWER_COURT for sentence in judgment.sentences)
    headless = judgment.header.instance is None and told
    if judgment.header.instance not in ("二审", "再审") and not headless:
        return False
    own = judgment.header.court or ""
    if question.stage in ("一审", "原审"):
        return True
    others = {span.of(judgment.text) for span in courts_in(judgment.text)} - {own}
    called = {short for name in others if (short := _short_of(name)) and short not in own}
    return bool(own) and any(f"{name}法院" in question.asked for name in called)


def _short_of(court: str) -> str | None:
    """What a basic court is called for short: 甲乙 of 北京市甲乙区人民法院; None for any other."""
    place = _BASIC_COURT.search(court)
    return place[1] if place else None


def _tells_of_below(passage: Passage) -> bool:
    """一审判令…… told in passing, and not by the order of the later court: 撤销一审判决."""
    told = passage.voice in TELLING_VOICES and _BELOW.search(passage.text) is not None
    return told and _ABOVE.search(passage.text) is None


class Called(NamedTuple):
    """A party where a question calls it, by role or by name."""

    start: int
    side: Voice
    words: str

    @property
    def by_name(self) -> bool:
        return self.words not in SIDES


def side_asked(asked: str, judgment: Judgment) -> Voice | None:
    """The voice of the party whose position a question asks for; None if it is not known."""
    called = _asked_of(asked, judgment)
    return called.side if called else None


def _asked_of(asked: str, judgment: Judgment) -> Called | None:
    """The party whose position a question asks for.

    It is the first that the last clause to name one names, and that is not spoken to or of:
    原告称未付，被告对此怎么答辩. A name tells its side by the role beside it in the judgment.
    """
    asked = _IN_CASE.sub("", asked)
    if sides_named(without_case(asked), judgment) or _ROLE_NAMED.search(without_case(asked)):
        asked = without_case(asked)
    called = (_first_speaking(c, judgment) for c in reversed(_CLAUSE_END.split(asked)))
    speaking = next((found for found in called if found is not None), None)
    return speaking or min(_called(asked, judgment), default=None)


def _first_speaking(clause: str, judgment: Judgment) -> Called | None:
    """A clause's first party that is not spoken to or of; None if there is none."""
    called = [c for c in _called(clause, judgment) if not _OBJECT.search(clause[: c.start])]
    return min(called, default=None)


def _called(words: str, judgment: Judgment) -> list[Called]:
    """Where parties are called, by role or by name, and on which side they stand."""
    called = [Called(m.start(), SIDES[m[0]], m[0]) for m in _ROLE_NAMED.finditer(words)]
    for name, side in sides_named(words, judgment).items():
        called += [Called(m.start(), side, name) for m in re.finditer(re.escape(name), words)]
    return called


def _speaks_itself(passage: Passage, party: Called, judgment: Judgment) -> bool | None:
    """Whether a passage lets the party speak by its name; None where no name says who speaks.

    On appeal a plea of the first instance stands on the other side: 被上诉人青禾社 is the one
    of whom 青禾社诉称 tells. For the parent of a party nobody has spoken, though its name stands
    in the branch's.
    """
    opening = _SPEAKER.match(passage.text)
    if opening is None or not party.by_name or party.side is Voice.OTHER:
        return None
    if party.words in opening[1]:
        return True
    return False if sides_named(opening[1], judgment) else None
