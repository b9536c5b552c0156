"""What every sum of money is, claimed, awarded, costs: by who speaks and the words around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.amount import Amount, SumRole, amounts_in
from corpus.passage import Sentence, Span
from corpus.voice import PARTY_VOICES, Voice
from ingest.sum_cues import Says, cue

_LOWER_TELLS = re.compile(r"(?:一审|原审)法院(?:经审[理查])?(?:认定|认为|查明)|(?:认定|查明)事实")
_LISTED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?\s*[、.．，:：)）]")
_REASONS = re.compile(r"事实[和与及、]{0,2}理由|理由[：:]")
_DISMISSED = re.compile(r"\s*(?:[一二三四五六七八九十]+、)?\s*驳回")
_OPENS = re.compile(r"[：:]\s*(?:$|[（(]?[一1][）)]?[、.．，,])")  # 要求支付：1、工资1万元；
_GOES_ON = frozenset("；;：:")
_AND_ALSO = re.compile(r"\s*并(?!非|不|未)")
# 要求支付工资1万元，加班费2万元，合计3万元: an item without a verb of its own.
_ITEM_ONLY = re.compile(
    r"(?:(?![，。；：应系已经故但否认实尚仅只付还判裁酌由有因该称让为将把含]|本院|表示|被(?!告)).){0,18}"
)
_OF_A_CRIME = re.compile(r"被告人|被害人|受害人")  # who 要求 there asks no court
_OF_THE_ACCUSED = re.compile(r"因犯|曾因|前科|法院[^。；]{0,60}判处|刑事判决")
_CLAUSE = re.compile(r"(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|[；;。：:]")
_COUNTS = re.compile(r"[共合总计为款人民币约即各另及和、整本金利息]*$")
_ONLY_JUDGED = re.compile(r"判令")

_FEES = re.compile(r"费|负担|收取|预交|交纳")  # the notice may hold a stray sentence of the order
_BASE = re.compile(r"[^，。；]{0,3}为(?:计息|计算)?(?:基数|本金|基础|计算)")
_DEDUCTED = re.compile(r"(?:扣除|已付|已支付|已偿还|已给付)[^，。；]{0,4}$")
_OPERATORS = frozenset("÷×*＋+－=＝")
_TIMES = re.compile(r"\s?[/／]?\s?每?(?:个?月|[年天日]|小时)?\s?[÷×*＋+－=＝]|[-－—]\d")
_LESS = re.compile(r"元\s?[-－—]\s?$")

LOOK = 400
"""Characters before a sum, in its sentence, that tell what it is."""

LONGEST_CLAUSE = 120
"""Characters of a clause, from its end, that are looked at."""

AHEAD = 40
"""Characters after a sum, in its sentence, that tell so too: 5万元的诉讼请求."""


def sums_in(text: str, sentences: Sequence[Sentence]) -> tuple[Amount, ...]:
    """Every sum with its voice and role, in text order; a role of None is not told.

    A sum is CLAIMED only where the words ask for it, AWARDED only in the order of the deciding
    court; what a party tells, or a court tells that a party said, is ALLEGED; what a court tells
    is FOUND.
    """
    return tuple(_with_roles(text, sentences))


@dataclass(frozen=True, slots=True)
class _Said:
    """The words around one sum, in its sentence."""

    before: str
    clause: str  # the end of `before` since its last pause
    after: str
    since: str  # the end of `before` since the sum before it
    last: SumRole | None  # what the sum before it in the sentence is
    listing: SumRole | None  # what the list at hand asks for or orders

    def says(self, says: Says) -> bool:
        """Whether the clause says so."""
        return cue(says).search(self.clause) is not None

    def goes_on(self) -> bool:
        """Whether it is one more item of what the sum before it was."""
        words = self.since.lstrip("，,、；;（() ")
        return _ITEM_ONLY.fullmatch(words) is not None and not _ends(words)


def _with_roles(text: str, sentences: Sequence[Sentence]) -> Iterator[Amount]:
    amounts = amounts_in(text)
    at = 0
    for voice, run in groupby(sentences, lambda sentence: sentence.voice):
        spans = [sentence.span for sentence in run]
        until = bisect_left(amounts, spans[-1].end, at, key=lambda amount: amount.span.start)
        yield from _in_run(text, spans, voice, amounts[at:until])
        at = until


def _in_run(
    text: str, sentences: Sequence[Span], voice: Voice, amounts: Sequence[Amount]
) -> Iterator[Amount]:
    """The sums of an unbroken run of one voice, by whose lists alone their roles are told."""
    listing: SumRole | None = None
    at = 0
    ended = ""  # what the sentence before ended with
    for sentence in sentences:
        if at == len(amounts):
            return  # most runs tell no sum, or none any more
        words = sentence.of(text)
        listing, whole = _listing(words, voice, listing, ended)
        ended = words.rstrip()[-1:]
        last: SumRole | None = None
        end = sentence.start
        while at < len(amounts) and amounts[at].span.start < sentence.end:
            amount = amounts[at]
            before = text[max(sentence.start, amount.span.start - LOOK) : amount.span.start]
            after = text[amount.span.end : min(sentence.end, amount.span.end + AHEAD)]
            asks = whole or (listing and voice in PARTY_VOICES and _asks_still(before))
            asked = listing if asks else None
            since = text[max(end, amount.span.start - LOOK) : amount.span.start]
            end = amount.span.end
            said = _Said(before, _last_clause(before), after, since, last, asked)
            last = _role(said, voice)
            if last is SumRole.AWARDED and _reckons(before, after):
                last = SumRole.FOUND
            yield Amount(amount.yuan, amount.span, last, voice)
            at += 1


def _listing(
    words: str, voice: Voice, carried: SumRole | None, ended: str
) -> tuple[SumRole | None, bool]:
    """What a sentence opens or goes on with, and whether from its beginning on."""
    if _REASONS.search(words) or _LOWER_TELLS.search(words):
        return None, False
    if voice is Voice.LOWER_COURT:
        return (SumRole.EARLIER if cue(Says.DECIDED).search(words) else carried), True
    goes_on = carried is not None and bool(
        _LISTED.match(words) or ended in _GOES_ON or _AND_ALSO.match(words)
    )
    if voice in PARTY_VOICES:
        asked = goes_on or cue(Says.ASKS).search(words)
        return (SumRole.CLAIMED if asked else None), goes_on
    # 仲裁委裁决：一、支付1万元；二、支付2万元: told in the court's finding, a sentence an item;
    # so may be what was asked of the 仲裁委.
    if goes_on:
        return carried, True
    if _still(Says.DECIDED, words, until=Says.ASKS):
        return SumRole.EARLIER, False
    if _OPENS.search(words) and _still(Says.ASKS, words):
        return SumRole.CLAIMED, False
    return None, False


def _asks_still(before: str) -> bool:
    """Whether something is asked for before a sum, and what follows has not ended it."""
    asks = list(cue(Says.ASKS).finditer(before))
    return bool(asks) and not cue(Says.STOPS).search(before, asks[-1].end())


def _ends(words: str) -> bool:
    """Whether what was asked for ends in them, as the court speaks or something is quoted."""
    return any(cue(says).search(words) for says in (Says.STOPS, Says.HOLDS))


def _role(said: _Said, voice: Voice) -> SumRole | None:
    if voice is Voice.COSTS_NOTICE:
        return SumRole.COSTS if _FEES.search(said.before + said.after) else None
    if voice is Voice.ORDER:
        return _ordered(said)
    if said.says(Says.COSTS):
        return SumRole.COSTS
    if said.says(Says.ASSERTS):
        return SumRole.ALLEGED
    if voice in PARTY_VOICES:
        asked = said.listing or said.says(Says.ASKS) or _asked_after(said)
        return SumRole.CLAIMED if asked else SumRole.ALLEGED
    if said.says(Says.ASKS) and not _judged(said) and not _of_a_crime(said):
        return SumRole.CLAIMED
    if voice is Voice.LOWER_COURT:
        return said.listing or (SumRole.CLAIMED if _asked_after(said) else SumRole.FOUND)
    if _asked_after(said) or (said.last is SumRole.CLAIMED and said.goes_on()):
        return SumRole.CLAIMED
    if cue(Says.TOLD_AFTER).match(said.after):
        return SumRole.ALLEGED
    if voice in (Voice.OTHER, Voice.COMMENTARY, Voice.PROCEDURE, Voice.ISSUE):
        # 曾因犯盗窃罪被判处……并处罚金1千元; anything else is not told.
        return SumRole.EARLIER if _decided_elsewhere(said) or _judged(said) else None
    if voice is Voice.COURT_FINDING and _asks_on(said):
        return SumRole.CLAIMED
    return _told_by_the_court(said)


def _told_by_the_court(said: _Said) -> SumRole:
    if not said.says(Says.DECIDED) and said.says(Says.HOLDS):
        return SumRole.FOUND
    if _still(Says.PROPOSES, said.before):
        return SumRole.CLAIMED
    if said.listing is SumRole.EARLIER or _decided_elsewhere(said):
        return SumRole.EARLIER
    if said.listing:
        return said.listing
    return SumRole.ALLEGED if _still(Says.TELLS, said.before) else SumRole.FOUND


def _asks_on(said: _Said) -> bool:
    """Whether a clause goes on with what the court tells was asked for, and nothing came of it."""
    item = said.says(Says.PAYS) or _LISTED.match(said.clause)
    if not item or _of_a_crime(said) or _decided_elsewhere(said):
        return False
    return _still(Says.ASKS, said.before) and _still(Says.ASKS, said.before, until=Says.TELLS)


def _of_a_crime(said: _Said) -> bool:
    """Whether who 要求 money is the accused, and of no court."""
    return bool(_OF_A_CRIME.search(said.before)) and "诉讼" not in said.before


def _decided_elsewhere(said: _Said) -> bool:
    """Whether another decision ordered it, or an earlier sentence told of the accused."""
    sentenced = said.says(Says.SENTENCED) and _OF_THE_ACCUSED.search(said.before)
    return bool(sentenced) or cue(Says.DECIDED).search(said.before) is not None


def _judged(said: _Said) -> bool:
    """Whether 判令 tells what another court ordered, not what a party asks for."""
    asks = {m[0] for m in cue(Says.ASKS).finditer(said.clause)}
    return asks == {"判令"} and cue(Says.DECIDED).search(said.before) is not None


def _asked_after(said: _Said) -> bool:
    return cue(Says.ASKED_AFTER).match(said.after) is not None


def _still(says: Says, before: str, until: Says = Says.HOLDS) -> bool:
    """Whether it is said, 原告称 or 公诉机关建议, and nothing has ended it since."""
    told = list(cue(says).finditer(before))
    return bool(told) and not cue(until).search(before, told[-1].end())


def _ordered(said: _Said) -> SumRole:
    if cue(Says.COSTS).search(said.before) and not said.says(Says.LIMITS):
        return SumRole.COSTS  # …受理费100元，由被告负担60元: all that follows
    if _DISMISSED.match(said.before) or said.says(Says.NOT_OWED):
        return SumRole.CLAIMED
    if cue(Says.GIVEN_BACK).match(said.after):
        return SumRole.AWARDED
    forfeits = [m.start() for m in cue(Says.FORFEITS).finditer(said.clause)]
    repays = [m.start() for m in cue(Says.REPAYS).finditer(said.clause)]
    if forfeits and (not repays or forfeits[-1] > repays[-1]):
        return SumRole.FORFEIT
    return SumRole.AWARDED


def _reckons(before: str, after: str) -> bool:
    """Whether an order only reckons with the sum: 1014元÷21.75天, 以1万元为基数."""
    near = before[-8:].rstrip()
    return (
        near[-1:] in _OPERATORS
        or bool(_LESS.search(near) or _DEDUCTED.search(near))
        or bool(_TIMES.match(after) or _BASE.match(after.lstrip()))
    )


def _last_clause(before: str) -> str:
    """The words since the last pause, or since the one before where these only count: 共计."""
    before = before[-LONGEST_CLAUSE:]
    pauses = [m.end() for m in _CLAUSE.finditer(before)]
    if not pauses:
        return before
    near = before[pauses[-1] :]
    return before[pauses[-2] :] if len(pauses) > 1 and _COUNTS.fullmatch(near) else near
