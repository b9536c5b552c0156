"""What the reader is told of decisions that a higher instance reviewed.

Every sentence that rests on an overturned decision says so; beside what answers in its place
stands which decision was overturned, by which, in the words of the order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.answer import Statement
from analysis.cited import cited
from analysis.instances.fate import Fate, trimmed
from analysis.instances.standing import Standing
from corpus.judgment import Header, Judgment, sections_of
from corpus.record import Entry
from corpus.voice import INTRODUCTIONS, PARTY_VOICES, Voice
from retrieval.hit import Hit

DONE = {
    Fate.UPHELD: "经{later}维持",
    Fate.WITHDRAWN: "在上诉后由{later}准许撤回上诉",
    Fate.REFUSED: "被申请再审，申请由{later}驳回",
    Fate.CHANGED: "已被{later}部分改判",
    Fate.REVOKED: "已被{later}撤销",
    Fate.REMANDED: "已被{later}撤销并发回重审",
    Fate.REOPENED: "已由{later}裁定再审",
    Fate.RETRIED: "发回重审后已由{later}重新判决",
}
"""How a fate is told, after the decision that it befell."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Hits that may answer, and what is known of the decisions that they come from, by id."""

    hits: tuple[Hit, ...]
    judgments: Mapping[str, Judgment] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()  # overturned judgments whose hits were taken out
    deciding: str | None = None  # whose order tells how the instance that is asked about decided

    def ordered(
        self, given: Sequence[Statement], overturned: Sequence[Statement]
    ) -> tuple[Statement, ...]:
        """The order that answers in place of what was `given`; empty if that may stand.

        怎么判的 shares no word with an order, nor 赔多少 with 驳回全部请求: `overturned` is what
        would have been answered from the decisions left out; it counts if that was their order.
        """
        if self.deciding is not None:
            return self._order_of(self.deciding)
        sources = _sources(overturned)
        if given or not sources or not sources <= set(self.left_out):
            return ()
        if any(statement.voice is not Voice.ORDER for statement in overturned):
            return ()
        finals = sorted({self.standings[id_].final_id for id_ in sources})
        return tuple(statement for id_ in finals for statement in self._order_of(id_))

    def statements(self, given: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements, in order, labelled; then one for each decision that was overturned in
        favour of one that is cited, or that is cited itself."""
        sources = _sources(given)
        told = (
            standing
            for standing in self.standings.values()
            if standing.overturned and {standing.judgment_id, standing.final_id} & sources
        )
        return (*map(self._labelled, given), *map(self._overturning, told))

    def warnings(self, given: Sequence[Statement]) -> tuple[str, ...]:
        """That a cited decision was upheld; where nothing is cited, that the nearest is void."""
        found = [
            f"所引{self._name(id_)}{self._done(self.standings[id_])}。"
            for id_ in sorted(_sources(given) & self.standings.keys())
            if not self.standings[id_].overturned
        ]
        if not given:
            found += [
                f"相近内容出自{self._name(id_)}，它{self._done(self.standings[id_])}，没有用来回答。"
                for id_ in self.left_out
            ]
        return tuple(found)

    def _order_of(self, judgment_id: str) -> tuple[Statement, ...]:
        """The whole order in one statement; empty if none was read."""
        judgment, entry = self.judgments[judgment_id], self.entries[judgment_id]
        spans = [s.span for s in sections_of(judgment.sentences) if s.voice is Voice.ORDER]
        citations = tuple(cited(judgment, entry, trimmed(judgment, span)) for span in spans)
        if not citations:
            return ()
        quoted = "；".join(f"“{citation.quote}”" for citation in citations)
        lead = f"{self._name(judgment_id)}的{INTRODUCTIONS[Voice.ORDER]}"
        return (Statement(f"{lead}：{quoted}", Voice.ORDER, citations),)

    def _labelled(self, statement: Statement) -> Statement:
        for id_ in sorted(_sources([statement]) & self.standings.keys()):
            if self.standings[id_].overturned:
                name = self._name(id_)
                rest = statement.text.removeprefix(name)
                mark = "" if rest != statement.text else "："
                label = f"{name}（{self._done(self.standings[id_])}）{mark}"
                return replace(statement, text=label + rest)
        return statement

    def _overturning(self, standing: Standing) -> Statement:
        later = self.judgments[standing.review.later_id]
        citation = cited(later, self.entries[later.id], standing.review.span)
        words = f"{self._name(standing.judgment_id)}{self._done(standing)}，不再代表法院的最终认定"
        return Statement(f"{words}：“{citation.quote}”", citation.voice, (citation,))

    def _done(self, standing: Standing) -> str:
        return done(standing.review.fate, self._name(standing.review.later_id))

    def _name(self, judgment_id: str) -> str:
        return decision_name(self.judgments[judgment_id].header)


def decision_name(head: Header) -> str:
    """The court, the number, the instance and the kind, as far as the head tells."""
    kind = (head.doc_type or "判决").removesuffix("书")[-2:]
    return f"{head.court or ''}{head.case_number or ''}{head.instance or ''}{kind}"


def done(fate: Fate, later: str) -> str:
    """What befell a decision, to stand after its name; `later` names the one that did it.

    >>> done(Fate.UPHELD, "某中院判决")
    '经某中院判决维持'
    """
    return DONE[fate].format(later=later)


def _sources(statements: Sequence[Statement]) -> set[str]:
    """The judgments whose own words are cited; what was pleaded there stays pleaded."""
    citations = (c for s in statements for c in s.citations)
    return {c.judgment_id for c in citations if c.voice not in PARTY_VOICES}
