"""The topic: what a question asks about, once the judgment it is about is known.

孙某诉甲公司案（某市），法院认定哪天解除？ is about 解除: the names have found the judgment, and
within it they tell hardly anything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.extract.lay_words import forms_of, phrases_in
from analysis.extract.sides import part_in, sides_in
from analysis.extract.support import HELD, LEAST_SHARE, content_words, local_weight, share
from analysis.person_name import MASKED, SURNAMES
from analysis.question import Kind, Question
from analysis.question.case_phrase import without_case
from analysis.reader import Reader, Reading
from analysis.verify.figures import Figure, figures_in
from analysis.verify.figures import Kind as FigureKind
from corpus.judgment import Judgment
from retrieval.asked import without_question_words

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


_PAID_OR_SUED = re.compile(
    rf"(?:支付|给付|返还|赔偿|驳回|准予|由|向|与|和|、)([{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[的与和及、，。；负承离]|工资|经济|支付)"
)
"""驳回赵大山的其他请求: texts that have lost their heads name the parties where they rule."""

_AN_ORGANISATION = re.compile(r"[\u4e00-\u9fff]{2,}?(?:有限公司|有限责任公司|分公司)")
_HOW_COMPUTED = re.compile(
    r"(?:是)?(?:由)?(?:哪几项)?(?:怎么|如何|怎样)?(?:计)?算(?:出来|得出)的?|要付给|付给"
)
_AGAINST = re.compile(r"对[^，。？]{0,40}?(?:请求|起诉|诉请|主张|诉讼|诉求)")
"""对原告318000元的请求怎么答辩: a defence does not repeat what it is against."""

_RULES = re.compile(
    r"(?:法院|法庭|判决)?(?:最终|依法|又|还|也|只|仅|改|会|要|是)*(?:判令|判决|判定|判(?!断)|认定|认为|支持|驳回|准许|准予|采信|采纳)了?"
)
"""What a court does in any question; and 判赵大山赔偿 may be cut into 判赵大 and 山."""

_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
        答辩 答辩意见 意见 诉讼请求 请求 诉请 起诉 单位 提出 诉讼 理由 处理 钱 一样 怎么回事 一共
        关系 身份 内容
        原告 被告 第三人 上诉人 被上诉人 双方 当事人 公司 案件 劳动争议 纠纷
        """,
    )
)
"""Words that say no more than that somebody wants something: 对原告的诉讼请求怎么答辩."""

_NUMBER = re.compile(r"[\d.,，%％‰一二两三四五六七八九十百千万亿]*(?:年|个?月|日|天|元|岁|倍|周)?")


LEAST_USUAL = 1.0
"""The least that an unknown word counts, beside words of the title, which every passage holds."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The telling words and figures of a question, with their weights, and the parties it names."""

    words: Mapping[str, float]
    figures: Mapping[Figure, float]
    names: tuple[str, ...]

    def held(self, text: str) -> float:
        """The share of words and figures, by weight, that a folded text holds; 1.0 for none."""
        total = sum(self.words.values()) + sum(self.figures.values())
        if not total:
            return 1.0
        shares = {word: share(word, text) for word in self.words}
        held = sum(self.words[word] * s for word, s in shares.items() if s >= LEAST_SHARE)
        if self.figures:
            there = {(figure.kind, figure.value) for figure in figures_in(text)}
            held += sum(w for f, w in self.figures.items() if (f.kind, f.value) in there)
        return held / total

    def held_words(self, text: str) -> float:
        """The share of the words alone; 1.0 for none."""
        return Topic(self.words, {}, self.names).held(text)

    def names_held(self, text: str) -> float:
        """The share of the names that a text holds; 0.0 for no names."""
        return sum(name in text for name in self.names) / len(self.names) if self.names else 0.0


def topic_of(question: Question, judgment: Judgment, reader: Reader) -> Topic:
    """The topic of this question in this judgment."""
    asked = question.text if question.is_bare else question.asked
    names = names_in(asked, judgment)
    plain = _BRACKETS.sub("", without_case(asked))
    for name in names:
        plain = plain.replace(name, " ")
    for organisation in _AN_ORGANISATION.findall(plain):
        plain = plain.replace(organisation, " ")
    if question.kind is Kind.PARTY_POSITION:
        plain = _AGAINST.sub(" ", plain)
    plain = without_question_words(_HOW_COMPUTED.sub(" ", plain))
    figures = [f for f in figures_in(plain) if len(f.shown) > 1 and f.kind is not FigureKind.COUNT]
    for figure in figures:
        plain = plain.replace(figure.shown, " ")
    plain = _RULES.sub(" ", plain)
    beside = [p.search_text.lower() for p in reader.passages(judgment.id)]
    words = _weighted(_telling(_words_of(plain, reader.reading)), beside, reader.reading)
    return Topic(words, dict.fromkeys(figures, max(words.values(), default=1.0)), names)


def _words_of(plain: str, reading: Reading) -> list[str]:
    """The content words, those of laymen whole: 日子过不下去 is one."""
    said = phrases_in(plain)
    for phrase in said:
        plain = plain.replace(phrase, " ")
    return [*said, *content_words(plain, reading)]


def _weighted(words: Sequence[str], texts: Sequence[str], reading: Reading) -> dict[str, float]:
    """How telling each word is among these texts.

    A word that none of them holds tells no more than the others do on average: it may be a
    layman's word for what the judgment says in its own. If no dictionary has it either, it was
    cut from between words, as 追甲 from 丙追甲公司的债, and tells nothing.
    """
    weight = local_weight(texts)
    known = {w: weight(w) for w in words if any(share(w, text) >= HELD for text in texts)}
    usual = max(sum(known.values()) / len(known), LEAST_USUAL) if known else LEAST_USUAL
    unknown = [w for w in words if w not in known and (len(forms_of(w)) > 1 or reading.knows(w))]
    return known | dict.fromkeys(unknown, usual)


def _telling(words: Sequence[str]) -> list[str]:
    """The words that are about something; those of one character only if there are no others."""
    telling = [w for w in words if not _NUMBER.fullmatch(w) and w not in _GENERIC]
    return [w for w in telling if len(w) > 1] or telling


def names_in(asked: str, judgment: Judgment) -> tuple[str, ...]:
    """The parties that a question names, in whole or in part, longest first."""
    known = {party.name for party in judgment.header.parties} | set(sides_in(judgment))
    found = {part for name in known if (part := part_in(name, asked))}
    found |= {name for name in _PAID_OR_SUED.findall(judgment.text) if name in asked}
    return tuple(sorted(found | set(MASKED.findall(asked)), key=lambda name: (-len(name), name)))
