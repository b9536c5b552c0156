"""What every sum of money is, claimed, awarded, costs: by who speaks and the words before."""

import re
from collections.abc import Iterator, Sequence

from corpus.amount import Amount, SumRole, amounts_in
from corpus.passage import Sentence
from corpus.voice import PARTY_VOICES, Voice

_COSTS = re.compile(
    r"受理费|诉讼费|诉讼保全|保全(?:申请)?费|财产保全|公告费|反诉费|仲裁费|上诉费|申请费|送达费|减半收取"
)
_ASKS = re.compile(r"请求(?!权)|要求|诉请|诉求|诉至|判令|主张|索赔|申请仲裁|予以改判")
_FORFEITS = re.compile(r"罚金|罚款|没收|追缴|上缴|违法所得|赃款|毒资")
_REPAYS = re.compile(r"退赔|退还|返还|发还|赔偿|给付|支付")
_DECIDED = re.compile(
    r"(?:判决|裁决|裁定|调解)(?:书)?[^，。；]{0,40}?(?:[：:]|如下|支付|给付|返还|赔偿|偿还|补偿|承担)"
    r"|(?:一审|原审|原判|仲裁)[^，。；]{0,30}(?:判令|判决|裁决)"
)
_LOWER_TELLS = re.compile(r"(?:一审|原审)法院(?:经审[理查])?(?:认定|认为|查明)|(?:认定|查明)事实")
_LISTED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?\s*[、.．，:：)）]")
_REASONS = re.compile(r"事实[和与及、]{0,2}理由|理由[：:]")
_DISMISSED = re.compile(r"\s*(?:[一二三四五六七八九十]+、)?\s*驳回")
_OPERATORS = frozenset("÷×*＋+－=＝")
_BASE = re.compile(r"[^，。；]{0,3}为(?:基数|本金|计算)")
_DEDUCTED = re.compile(r"(?:扣除|已付|已支付|已偿还|已给付)[^，。；]{0,4}$")
_GOES_ON = frozenset("；;")
_NOT_OWED = re.compile(r"无需|无须|不需|不必|不(?:再)?(?:支付|给付|承担)")
_LIMIT = re.compile(r"最高|范围|限额")
_CLAUSE = re.compile(r"[，,；;。：:]")

LOOK = 400
"""Characters before a sum, in its sentence, that tell what it is."""


def sums_in(text: str, sentences: Sequence[Sentence]) -> tuple[Amount, ...]:
    """Every sum with its voice and role, in text order; a role of None is not told.

    A sum is CLAIMED only where the words ask for it, AWARDED only in the order of the deciding
    court; what a party tells is ALLEGED, what a court tells is FOUND.
    """
    return tuple(_with_roles(text, sentences))


def _with_roles(text: str, sentences: Sequence[Sentence]) -> Iterator[Amount]:
    listing: SumRole | None = None  # what the list at hand asks for or orders
    amounts = amounts_in(text)
    at = 0
    before: Voice | None = None
    ended = ""  # what the sentence before ended with
    for sentence in sentences:
        voice, words = sentence.voice, sentence.span.of(text)
        carried = listing if voice is before else None
        listing = _listing(words, voice, carried, ended)
        opened = voice in PARTY_VOICES and carried is None  # asks only from its asking word on
        before, ended = voice, words.rstrip()[-1:]
        while at < len(amounts) and amounts[at].span.start < sentence.span.end:
            amount = amounts[at]
            said = text[max(sentence.span.start, amount.span.start - LOOK) : amount.span.start]
            asked = listing if not opened or _ASKS.search(said) else None
            role = _role(said, voice, asked)
            if role is SumRole.AWARDED and _reckons(text, amount):
                role = SumRole.FOUND
            yield Amount(amount.yuan, amount.span, role, voice)
            at += 1


def _listing(words: str, voice: Voice, before: SumRole | None, ended: str) -> SumRole | None:
    """What a sentence opens or goes on with, for the sentences of one voice in a row."""
    if _REASONS.search(words) or _LOWER_TELLS.search(words):
        return None
    if voice is Voice.LOWER_COURT:
        return SumRole.EARLIER if _DECIDED.search(words) else before
    if voice in PARTY_VOICES:
        if _ASKS.search(words):
            return SumRole.CLAIMED
        return before if _LISTED.match(words) or ended in _GOES_ON else None
    return None


def _role(said: str, voice: Voice, listing: SumRole | None) -> SumRole | None:
    clause = _last_clause(said)
    if voice is Voice.COSTS_NOTICE:
        return SumRole.COSTS
    if voice is Voice.ORDER:
        return _ordered(said, clause)
    if _COSTS.search(clause):
        return SumRole.COSTS
    if voice in PARTY_VOICES:
        return SumRole.CLAIMED if listing or _ASKS.search(clause) else SumRole.ALLEGED
    if _ASKS.search(clause):
        return SumRole.CLAIMED
    if voice is Voice.LOWER_COURT:
        return listing or SumRole.FOUND
    if voice in (Voice.OTHER, Voice.COMMENTARY, Voice.PROCEDURE, Voice.ISSUE):
        return None
    return SumRole.EARLIER if _DECIDED.search(said) else SumRole.FOUND


def _ordered(said: str, clause: str) -> SumRole:
    if _COSTS.search(said) and not _LIMIT.search(clause):
        return SumRole.COSTS  # …受理费100元，由被告负担60元: all that follows
    if _DISMISSED.match(said) or _NOT_OWED.search(clause):
        return SumRole.CLAIMED
    forfeits = [m.start() for m in _FORFEITS.finditer(clause)]
    repays = [m.start() for m in _REPAYS.finditer(clause)]
    if forfeits and (not repays or forfeits[-1] > repays[-1]):
        return SumRole.FORFEIT
    return SumRole.AWARDED


def _reckons(text: str, amount: Amount) -> bool:
    """Whether an order only reckons with the sum: 1014元÷21.75天, 以1万元为基数."""
    before = text[max(0, amount.span.start - 8) : amount.span.start].rstrip()
    after = text[amount.span.end : amount.span.end + 8].lstrip()
    return (
        before[-1:] in _OPERATORS
        or after[:1] in _OPERATORS
        or bool(_BASE.match(after) or _DEDUCTED.search(before))
    )


def _last_clause(said: str) -> str:
    """The words since the last pause, or since the one before where those are few: 计100元."""
    pauses = [m.end() for m in _CLAUSE.finditer(said)]
    if not pauses:
        return said
    near = said[pauses[-1] :]
    return near if len(near) > 4 or len(pauses) < 2 else said[pauses[-2] :]
