"""Attributed: what a question has a court say that the court did not say, or said otherwise.

法院认可该商品名有知名度，怎么论证的？ The plaintiff claimed it, and the court held the opposite.
A plea taken for a holding is the worst mistake a reader can make; it is not repeated here.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from analysis.extract.contrary import Contradiction
from analysis.extract.fit import Fit
from analysis.extract.support import HELD, share
from analysis.question import Question
from corpus.case_number import case_numbers_in, normalised
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit

_COURT_SAYS = re.compile(
    r"(?:法院|中院|高院|法官|[一二再终]审)[^，。？]{0,14}?(?:说|认定|认为|认可|承认|觉得|采信|支持)了?"
    r"(?P<what>[^，。？]{3,})"
)
_OPEN = re.compile(
    r"吗|是否|有没有|是不是|能否|要不要|算不算|还是|哪|谁|多少|几[个项条]|什么(?!都)|怎么|如何|为何"
)
"""What is asked, or left open, is not taken for granted."""

_DENIES = re.compile(
    r"(?:并?不|没有|未|并非)(?:再)?(?:构成|属于|侵害|侵犯|支持|认可|符合|承担|具有|成立|适用|是)"
    r"(?P<what>[^，。；]{2,40})"
)
_NEGATED = re.compile(r"[不未没无非]|驳回|拒绝|否")

ITS_WORDS = 4
"""Characters in a row that a denied thing and a question must share to be the same thing."""

NEAR = 4
"""Characters before a thing in which a negator belongs to it."""

LEAST_THEIRS = 0.6
MOST_OF_COURT = 0.5
"""Shares of what the court is said to hold that a party's words hold, and that a court's do."""

_SUES = re.compile(
    r"(?P<one>[^，。？]{2,20}?)(?:为什么|凭什么|怎么)?(?:起诉|状告|告)(?P<other>[^，。？]{2,})"
)
_CHANGED = re.compile(r"改判|加上?去|加了|提高|增加|降低|减少|减了|推翻|撤销")
_UPHELD = re.compile(r"维持|驳回上诉")
_ALTERED = re.compile(r"改判|撤销|变更")


def attributed(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """What shows that the court did not hold what the question has it hold; None if nothing does.

    Nothing does in a garbled source, where hardly anybody is known to speak.
    """
    if any(hit.spun for hit in hits):
        return None
    found = (rule(question, fit, hits) for rule in _RULES)
    return next((one for one in found if one is not None), None)


def _another_number(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """A case number that is not this judgment's, and stands nowhere in it."""
    own = fit.judgment.header.case_number
    place = fit.judgment.header.place_of("case_number")
    for number in case_numbers_in(question.asked):
        written = normalised(number.span.of(question.asked))
        known = {
            normalised(n.span.of(fit.judgment.text)) for n in case_numbers_in(fit.judgment.text)
        }
        if own and place and written not in known:
            at = [h for h in hits if h.passage.span.overlaps(place)]
            if at:
                return Contradiction(at[0], f"这份文书的案号是{own}。")
    return None


def _sued_the_other_way(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """乙公司为什么起诉甲公司, of a case in which 甲公司 is the plaintiff."""
    said = _SUES.search(question.asked)
    if said is None or "反诉" in question.asked:
        return None
    one = {side for name, side in fit.sides.items() if name in said["one"]}
    places = {said["other"].find(name): side for name, side in fit.sides.items()}
    other = next((places[at] for at in sorted(places) if at >= 0), None)
    if one != {Voice.DEFENDANT_ARGUMENT} or other is not Voice.PLAINTIFF_CLAIM:
        return None
    claims = [h for h in hits if h.passage.voice is Voice.PLAINTIFF_CLAIM]
    return Contradiction(claims[0], "起诉的是另一方。") if claims else None


def _held_the_opposite(question: Question, fit: Fit, _: Sequence[Hit]) -> Contradiction | None:
    """The court's own sentence denies what it is said to hold, and none affirms it of anybody.

    平台不构成侵权 does not deny 李某构成侵权.
    """
    own = [r for r in fit.ruled if r.hit.passage.voice is not Voice.COURT_FINDING]
    affirmed = "\n".join(_DENIES.sub("", r.text) for r in own)
    for said in _said_by_court(question):
        for one in sorted(own, key=lambda r: -fit.topic.held(r.text.lower())):
            for denied in _DENIES.finditer(one.text):
                shared = _shared(denied["what"], said, fit)
                if shared and not any(thing in affirmed for thing in shared):
                    return Contradiction(one.hit, f"法院写明“{denied[0]}”。")
    return None


def _only_a_plea(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """What the court is said to hold is what a party said, and no court's words are like it."""
    for said in _said_by_court(question):
        words = {word: weight for word, weight in fit.topic.words.items() if word in said}
        total = sum(words.values())
        if not total or max(map(len, words)) < ITS_WORDS and len(words) < 2:
            continue

        def held(hit: Hit, words: dict[str, float] = words, total: float = total) -> float:
            text = hit.passage.search_text.lower()
            return sum(x for word, x in words.items() if share(word, text) >= HELD) / total

        theirs = max((held(h) for h in hits if h.passage.voice in PARTY_VOICES), default=0.0)
        court = [h for h in hits if h.passage.voice in HOLDING_VOICES]
        most = max(map(held, court), default=0.0)
        if court and theirs >= LEAST_THEIRS and most <= MOST_OF_COURT:
            best = max(court, key=lambda h: (fit.score(h), h.passage.id))
            return Contradiction(best, "那是当事人一方的说法，法院没有这样认定。")
    return None


def _never_changed(question: Question, fit: Fit, _: Sequence[Hit]) -> Contradiction | None:
    """A higher court is said to have changed what it upheld."""
    takes = question.stage in ("二审", "再审", "终审") or re.search(
        r"中院|高院|上诉", question.asked
    )
    if not takes or not _CHANGED.search(question.asked) or _OPEN.search(question.asked):
        return None
    own = [r for r in fit.ruled if r.hit.passage.voice in (Voice.ORDER, Voice.COURT_REASONING)]
    upheld = [r for r in own if _UPHELD.search(r.text)]
    if upheld and not any(_ALTERED.search(r.text) for r in own):
        return Contradiction(upheld[0].hit, "法院维持了原判，没有改变。")
    return None


def _said_by_court(question: Question) -> Iterator[str]:
    """What the question has a court say and does not ask: 法院认定有授权，那怎么还判赔."""
    for clause in re.split(r"[，。？]", question.asked):
        said = _COURT_SAYS.search(clause)
        if said and not _OPEN.search(said["what"]):
            before = clause[: said.start("what")]
            if not re.search(r"是否|有没有|是不是", before):
                yield said["what"]


def _shared(denied: str, said: str, fit: Fit) -> list[str]:
    """What of the thing that is denied is said to be so, with no negator before it."""
    length = min(ITS_WORDS, len(denied))
    runs = [denied[i : i + length] for i in range(len(denied) - length + 1)]
    runs += [word for word in fit.topic.words if len(word) >= ITS_WORDS - 1 and word in denied]
    return [
        run
        for run in runs
        if (at := said.find(run)) >= 0 and not _NEGATED.search(said[max(0, at - NEAR) : at])
    ]


_RULES: tuple[Callable[[Question, Fit, Sequence[Hit]], Contradiction | None], ...] = (
    _another_number,
    _sued_the_other_way,
    _held_the_opposite,
    _only_a_plea,
    _never_changed,
)
