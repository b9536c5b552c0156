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
from ingest.cues import OPENING, Cue, heading_in, is_heading, walked_in
from ingest.opening import opening_voice
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
_GOES_ON = ("；", ";", "：", ":")
_LIST_GOES_ON = re.compile(r"\s*[（(]?(?:[二三四五六七八九十]{1,3}|[2-9]|[1-9]\d)[）)、.．]")
_OWN_PART = re.compile(r"本院(?:二审|再审|经审[查理]|经二审)?(?:认为|查明)")
_REPORT = re.compile(r"法院(?:生效裁判认为|经审理(?:查明|认为))")
_APPEALED = re.compile(r"(?:宣判|判决|裁判)后[，,][^。；]{0,60}上诉|提[起出]上诉")
_OWN_REASONS = re.compile(r"本院(?:二审|再审|经审[查理]|经二审)?认为")
_RULES = re.compile(
    r"(?<![向于至到])本院[^。，；]{0,20}?(?:予以|不予|应予|准许|支持|采信|采纳|认为|酌|确认|认定)"
    r"|(?:不予|予以)采[纳信](?!的)"
)
_HISTORY = re.compile(r"[^，。；：:]{0,16}?(?:曾|遂|于(?:\d{4}|同)年|再次|又向)")
_BELOW = re.compile(r"[原被]告(?!人)")
_NUMBER = re.compile(r"[\s\W_]*?[（(]?(?:([一二三四五六七八九十]{1,3})|(\d{1,2}))[）)、.．]")
_OF_THE_COURT = re.compile(  # 后原、被告均不服该裁决，诉至本院。/ 庭审中，双方确认……
    r"(?:[^。；，]{0,12}[，,])?(?:庭审|本案|本院|审理中|诉讼中|双方(?:当事人)?[均对])"
    r"|[^。；]{0,40}(?:诉至|起诉|不服|收到(?:上述|该)?裁决)"
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
        opening = opening_voice(before, walk.opened_by)
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
        self._list_opened_at = 0  # style of the number that the list's first sentence itself has
        self._told_in = ""  # parts in which the cue counts that opened another court's words
        self._heard_in_findings = False  # a party has the floor, given to it among the findings
        self._report = not _OWN_PART.search(text) and bool(_REPORT.search(text))
        self._last_own = _last(_OWN_PART, text)
        self._last_reasons = _last(_OWN_REASONS, text)

    def voice_of(self, sentence: Span) -> Voice:
        words, self._end = sentence.of(self.text), sentence.end
        quoted = self._in_quotation(sentence.start)
        self._follow_quotes(sentence)
        if (voice := self._heading(sentence, words)) is not None:
            return voice
        if quoted and (ended := self._order_after_quotation(words)) is not None:
            return ended
        if self._locked or quoted:
            self._list_may_go_on = words.rstrip().endswith(_GOES_ON)
            return self._local if quoted and self._local else self.voice
        voice = self._turned(words)
        if not self._started:
            self.unopened += 1
        return voice

    def _turned(self, words: str) -> Voice:
        opening = OPENING.match(words)
        bare = (words[opening.end() :] if opening else words).lstrip("，,。；;")
        carried, self._local = self._local, None
        if self._told_in == "F" and not _number_style(words) and _OF_THE_COURT.match(words):
            self._told_in, self.voice = "", Voice.COURT_FINDING  # the arbitration has ended
        cue = self._cue(bare)
        if cue is not None:
            if cue.kind in ("turn", "side", "lead"):
                turned = self._turn(cue, bare)
                if turned is not None:
                    return turned
                self._local = Voice.LOWER_COURT
            else:
                self._local = cue.voice
            self._list_opened_at = _number_style(words)
            if cue.voice is Voice.ISSUE:  # what follows answers it, unless pleas go on
                self.voice = _AFTER_ISSUE.get(_PARTS[self.voice], self.voice)
                self._debated = True
        elif carried and self._list_goes_on(words):
            self._local = carried
        elif (arguing := self._arguing(bare)) is not None:
            self.voice = arguing
            return arguing
        elif self._heard_in_findings and _PARTS[self.voice] == "P":
            return assertion_of(bare, self.sides) or self.voice
        elif _PARTS[self.voice] in "FR" and not self._closed:
            reasoning = self.voice is Voice.COURT_REASONING
            ours = own_words_of(bare) if reasoning else None
            return ours or assertion_of(bare, self.sides) or self.voice
        if self._local not in _CARRIED:
            voice, self._local = self._local or self.voice, None
            return voice
        self._list_may_go_on = words.rstrip().endswith(_GOES_ON)
        return self._local

    def _order_after_quotation(self, words: str) -> Voice | None:
        """As …应准予离婚”的规定，判决如下：, whose sentence began within the quotation."""
        rest = words[words.rfind("”") + 1 :]
        cue = self._cue(rest) if "”" in words and not self._locked else None
        return self._turn(cue, rest) if cue is not None and cue.kind == "lead" else None

    def _cue(self, words: str) -> Cue | None:
        part = "-" if self._closed else _PARTS[self.voice]
        for cue in walked_in(part):
            matches = cue.word in words and cue.pattern.match(words)
            if matches and not self._misplaced(cue, part, words):
                return cue
        return None

    def _misplaced(self, cue: Cue, part: str, words: str) -> bool:
        """Whether the cue's words do not open here what they open elsewhere.

        An order is another's or asked for while the court that decides has not spoken yet; a
        party's words on which the court rules at once are the court's, and so is the history of
        a dispute, 原告曾起诉要求离婚; what a lower court tells of 原告 and 被告 is its account;
        and parties contest evidence after reasons only if the court speaks again.
        """
        if "r" in cue.within:
            return not self._report
        if _decides(cue):
            return part in "LP" and self._end < self._last_own
        if part in "EF" and cue.kind != "local" and _PARTS[cue.voice] == "P":
            return bool(_RULES.search(words)) or (part == "F" and bool(_HISTORY.match(words)))
        if part == "L" and _PARTS[cue.voice] in "PE" and self._told_in not in ("F", "H"):
            return bool(_BELOW.match(words))
        if cue.voice is Voice.PARTY_EVIDENCE and part != "R":
            return bool(_RULES.search(words))
        if cue.kind == "local":
            return False
        return part == "R" and _PARTS[cue.voice] in "EF" and self._end > self._last_own

    def _anothers(self, cue: Cue) -> bool:
        """Whether an order is another court's: it stands before the reasons, or was appealed."""
        if "r" in cue.within:
            return cue.voice is Voice.ORDER and bool(_APPEALED.search(self.text, self._end))
        return _decides(cue) and _PARTS[self.voice] in "HEF" and self._end < self._last_reasons

    def _arguing(self, words: str) -> Voice | None:
        """The party that speaks to the issues just named, before the court does."""
        if not self._debated or self._end > self._last_own:
            return None
        return argument_of(words, self.sides)

    def _list_goes_on(self, words: str) -> bool:
        """Whether a sentence is the next item of a list; the list's own next sibling is not."""
        style = _number_style(words)
        if style and style == self._list_opened_at:
            return False
        return self._list_may_go_on or bool(_LIST_GOES_ON.match(words))

    def _turn(self, cue: Cue, words: str) -> Voice | None:
        """The voice of the sentence that the cue opens; None if it tells of another's order."""
        if self._anothers(cue):
            if self._started and "r" not in cue.within:
                return None
            self._started, self.opened_by = True, self.opened_by or cue
            self.voice = Voice.LOWER_COURT
            return self.voice
        if not self._started:
            self._started, self.opened_by = True, cue
        self._told_in = cue.within if cue.voice is Voice.LOWER_COURT else ""
        self._heard_in_findings = _PARTS[self.voice] == "F" or (
            self._heard_in_findings and _PARTS[self.voice] == "P"
        )
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
        self._told_in, self._heard_in_findings = "", False
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


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; -1 if there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _decides(cue: Cue) -> bool:
    return cue.kind == "lead" or cue.voice in (Voice.ORDER, Voice.COSTS_NOTICE)


def _number_style(words: str) -> int:
    """1 if the sentence bears a Chinese number, 2 if an Arabic one, else 0."""
    match = _NUMBER.match(words)
    return match.lastindex or 0 if match else 0
