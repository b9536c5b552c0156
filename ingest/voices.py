"""Voices: who speaks in each sentence.

A judgment flows: head, pleas, evidence, findings, reasoning, order, costs. The voice is carried
from sentence to sentence and changed by the cues of cues.tsv, each of which counts only in
certain parts: 辩称 opens a plea before the reasoning, and within it is only mentioned. Where the
text does not tell, the voice is one that claims no holding.
"""

import re
from collections.abc import Mapping

from corpus.passage import Span
from corpus.voice import Voice
from ingest.assertions import argument_of, assertion_of, own_words_of
from ingest.clause_voice import clause_voice
from ingest.cues import OPENING, Cue, cues_of, heading_in, is_heading
from ingest.sides import sides_of
from ingest.spin import garbling_of
from ingest.spin_reading import restore

LONGEST_QUOTE = 400
"""Characters after which an opened quotation is taken as never closed."""

_PARTS = {
    Voice.OTHER: "H",
    Voice.PROCEDURE: "H",
    Voice.ISSUE: "H",
    Voice.PLAINTIFF_CLAIM: "P",
    Voice.DEFENDANT_ARGUMENT: "P",
    Voice.THIRD_PARTY: "P",
    Voice.PARTY_EVIDENCE: "E",
    Voice.LOWER_COURT: "L",
    Voice.COURT_FINDING: "F",
    Voice.EVIDENCE_RULING: "F",
    Voice.COURT_REASONING: "R",
    Voice.ORDER: "O",
    Voice.COSTS_NOTICE: "C",
    Voice.COMMENTARY: "-",
}
_AFTER_ISSUE = {"P": Voice.PROCEDURE, "F": Voice.COURT_REASONING}
_LIST_GOES_ON = re.compile(r"\s*[（(]?(?:[二三四五六七八九十]{1,3}|[2-9]|[1-9]\d)[）)、.．]")
_OWN_PART = re.compile(r"本院(?:二审|再审|经审[查理]|经二审)?(?:认为|查明)")
_FOLLOWS_FINDINGS = re.compile(r"另查明|上述事实")
_HEARING = re.compile(r"(?:本案|庭审|诉讼)(?:审理|进行)?(?:过程)?中[，,]")
_PLEADS = re.compile(
    r"诉请|请求(?:法院|判|依法|贵)|贵院|我(?!国|院|市|县|省)|答辩人|上诉人|人民法院\s|判\s*决\s*书"
)
_CARRIED = frozenset(
    {Voice.ISSUE, Voice.LOWER_COURT, Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT}
)


def voices_of(text: str, sentences: tuple[Span, ...], *, shuffled: bool) -> tuple[Voice, ...]:
    """One voice a sentence. In a `shuffled` text each clause speaks for itself, or is 其他."""
    if shuffled:
        known = garbling_of(text).known_engine
        return tuple(clause_voice(restore(s.of(text), known_engine=known)) for s in sentences)
    walk = _Walk(text, sides_of(text))
    voices = [walk.voice_of(sentence) for sentence in sentences]
    if walk.unopened:
        before = text[: sentences[walk.unopened - 1].end]
        opening = _opening_voice(before, walk.opened_by)
        voices[: walk.unopened] = [
            opening if voice is Voice.OTHER else voice for voice in voices[: walk.unopened]
        ]
    return tuple(voices)


class _Walk:
    """The state that is carried from sentence to sentence."""

    def __init__(self, text: str, sides: Mapping[str, Voice]) -> None:
        self.text = text
        self.sides = sides
        self.voice = Voice.OTHER
        self.unopened = 0  # sentences before the first cue, while there was none
        self.opened_by: Cue | None = None
        self._started = False
        self._locked = False  # in a section that a Markdown heading opened
        self._closed = False  # after the signatures
        self._debated = False  # issues were named, and the court has not spoken to them
        self._end = 0  # of the sentence at hand
        self._quoted_from: int | None = None
        self._local: Voice | None = None
        self._list_may_go_on = False

    def voice_of(self, sentence: Span) -> Voice:
        words, self._end = sentence.of(self.text), sentence.end
        quoted = self._in_quotation(sentence.start)
        self._follow_quotes(sentence)
        if (voice := self._heading(sentence, words)) is not None:
            return voice
        if quoted and (ended := self._order_after_quotation(words)) is not None:
            return ended
        if self._locked or quoted:
            return self._local if quoted and self._local else self.voice
        voice = self._turned(words)
        if not self._started:
            self.unopened += 1
        return voice

    def _turned(self, words: str) -> Voice:
        opening = OPENING.match(words)
        bare = words[opening.end() :] if opening else words
        carried, self._local = self._local, None
        cue = self._cue(bare)
        if cue is not None:
            if cue.kind in ("turn", "side", "lead"):
                return self._turn(cue, bare)
            self._local = cue.voice
            if cue.voice is Voice.ISSUE:  # what follows answers it, unless pleas go on
                self.voice = _AFTER_ISSUE.get(_PARTS[self.voice], self.voice)
                self._debated = True
        elif carried and (self._list_may_go_on or _LIST_GOES_ON.match(words)):
            self._local = carried
        elif (arguing := self._arguing(bare)) is not None:
            self.voice = arguing
            return arguing
        elif _PARTS[self.voice] in "FR" and not self._closed:
            reasoning = self.voice is Voice.COURT_REASONING
            ours = own_words_of(bare) if reasoning else None
            return ours or assertion_of(bare, self.sides) or self.voice
        if self._local not in _CARRIED:
            voice, self._local = self._local or self.voice, None
            return voice
        self._list_may_go_on = words.rstrip().endswith(("；", ";", "：", ":"))
        return self._local

    def _order_after_quotation(self, words: str) -> Voice | None:
        """As …应准予离婚”的规定，判决如下：, whose sentence began within the quotation."""
        rest = words[words.rfind("”") + 1 :]
        cue = self._cue(rest) if "”" in words and not self._locked else None
        return self._turn(cue, rest) if cue is not None and cue.kind == "lead" else None

    def _cue(self, words: str) -> Cue | None:
        part = "-" if self._closed else _PARTS[self.voice]
        for cue in cues_of("turn side local lead"):
            if part in cue.within and cue.pattern.match(words) and not self._early(cue, part):
                return cue
        return None

    def _early(self, cue: Cue, part: str) -> bool:
        """Whether an order is another's or asked for: the court that decides has not spoken yet."""
        decides = cue.kind == "lead" or cue.voice in (Voice.ORDER, Voice.COSTS_NOTICE)
        return decides and part in "LP" and bool(_OWN_PART.search(self.text, self._end))

    def _arguing(self, words: str) -> Voice | None:
        """The party that speaks to the issues just named, before the court does."""
        if not self._debated or not _OWN_PART.search(self.text, self._end):
            return None
        return argument_of(words, self.sides)

    def _turn(self, cue: Cue, words: str) -> Voice:
        if not self._started:
            self._started, self.opened_by = True, cue
        if cue.kind == "lead":
            self.voice = Voice.ORDER
            return cue.voice
        self.voice = cue.voice
        self._debated = False
        if cue.kind == "side":
            named = [n for n in self.sides if n in words[: cue.pattern.match(words).end()]]  # type: ignore[union-attr]
            if named:
                self.voice = self.sides[max(named, key=len)]
        self._closed = cue.voice is Voice.OTHER
        return self.voice

    def _heading(self, sentence: Span, words: str) -> Voice | None:
        """其他 if the sentence is a heading, after turning to the voice of its part."""
        before = self.text[: sentence.start].rstrip(" 　\t")[-1:]
        if before not in ("", "\n", "。"):
            return None
        if not is_heading(words):
            return None
        voice, markdown = heading_in(words)
        self.voice = voice or Voice.OTHER
        self._started, self._closed, self._local = True, False, None
        self._locked = markdown
        return Voice.OTHER

    def _in_quotation(self, place: int) -> bool:
        return self._quoted_from is not None and place - self._quoted_from < LONGEST_QUOTE

    def _follow_quotes(self, sentence: Span) -> None:
        words = sentence.of(self.text)
        opened, closed = words.rfind("“"), words.rfind("”")
        if opened > closed:
            self._quoted_from = sentence.start + opened if self._closes(sentence, opened) else None
        elif closed >= 0:
            self._quoted_from = None

    def _closes(self, sentence: Span, opened: int) -> bool:
        """Whether a quotation ends before another begins; if not, its end was lost."""
        start = sentence.start + opened + 1
        mark = re.compile("[“”]").search(self.text, start, start + LONGEST_QUOTE)
        return mark is not None and mark[0] == "”"


def _opening_voice(words: str, opened_by: Cue | None) -> Voice:
    """The voice of what stands before the first cue, in a text that starts in the middle.

    Before a defence stands the claim; before 另查明 and 上述事实 stand findings. Before the
    reasoning a claim may stand as well as findings, unless it tells of the hearing.
    """
    if opened_by is None or _PLEADS.search(words):
        return Voice.OTHER
    if opened_by.voice is Voice.DEFENDANT_ARGUMENT:
        return Voice.PLAINTIFF_CLAIM
    if _FOLLOWS_FINDINGS.match(opened_by.example):
        return Voice.COURT_FINDING
    if opened_by.voice is Voice.COURT_REASONING and _HEARING.search(words):
        return Voice.COURT_FINDING
    return Voice.OTHER
