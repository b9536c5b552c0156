"""A question with its answer, as one card of the report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evals.charts import LABELS, MARK_TONES, OUTCOMES, percent, voice_side
from evals.cited import LookUp, context_of, heading_of, nothing_known, place_in
from evals.dataset import Evidence, Question, gold_voice
from evals.failures import Failure
from evals.judge import Graded
from evals.markup import Html, element, join
from evals.metrics import MEASURES, Scores, is_foreign_voice
from evals.places import Row, is_relevant
from evals.question_types import type_label

CLEAN = "clean"
"""The kind of a card nothing is held against."""

HITS_SHOWN = 10
EXCERPT = 90
"""Characters of a passage shown in the list of hits."""

NO_TEXT = "（无文字）"

Address = Callable[[Mapping[str, Any]], str | None]
"""Where what is cited can be read, as an address; None where it cannot."""


def nowhere(_: Mapping[str, Any]) -> str | None:
    """The address of everything in a report that is passed on as a file."""
    return None


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with its row, its scores, what is held against it, and its mark if it has one."""

    question: Question
    row: Row
    scores: Scores
    failures: tuple[Failure, ...] = ()
    graded: Graded | None = None


def card(scored: Scored, judgment: LookUp = nothing_known, address: Address = nowhere) -> Html:
    """The question, folded: its faults in the head, answer and expectation inside.

    What `judgment` knows of a judgment that is cited gives a quote its court and its context;
    a quote with an address leads there.
    """
    question, row, failures = scored.question, scored.row, scored.failures
    badges = [element("span", f.value, class_=f"badge {_tone(f)}") for f in failures]
    head = element(
        "summary",
        element(
            "span",
            element("span", question.id, class_="id"),
            element("span", type_label(question.type), class_="type"),
            element("span", OUTCOMES[row["outcome"]], class_="outcome"),
            class_="line",
        ),
        element("span", question.question, class_="asked"),
        element(
            "span",
            *(badges or [element("span", "未见问题", class_="badge good")]),
            *([_mark(scored.graded)] if scored.graded else []),
            class_="line",
        ),
    )
    body = element(
        "div",
        given(question, row, judgment, address),
        element(
            "section",
            *wanted(question),
            *_reason(scored.graded),
            *_scores(scored.scores),
            class_="gold",
        ),
        class_="columns",
    )
    kinds = " ".join(f.name for f in failures) or CLEAN
    kinds += f" {scored.graded.mark.name}" if scored.graded else ""
    return element("details", head, body, _hits(question, row), class_="card", data_kinds=kinds)


def _tone(failure: Failure) -> str:
    if failure is Failure.UNAVAILABLE:
        return "neutral"
    return "bad" if failure is not Failure.NOT_FOUND else "warn"


def _mark(graded: Graded) -> Html:
    return element("span", f"评分：{graded.mark}", class_=f"badge {MARK_TONES[graded.mark]}")


def _reason(graded: Graded | None) -> list[Html]:
    if graded is None:
        return []
    return [
        element("h3", f"评分（{graded.by}）"),
        element("p", _mark(graded), " ", graded.reason, class_="text"),
    ]


def given(
    question: Question, row: Row, judgment: LookUp = nothing_known, address: Address = nowhere
) -> Html:
    """What was answered, with the quotes it rests on."""
    parts = []
    if row["standalone_question"] != row["question"]:
        parts.append(element("p", f"按此问检索：{row['standalone_question']}", class_="muted"))
    statements = [
        element(
            "li",
            element("p", _voice(statement["voice"]), statement["text"], class_="said"),
            *(
                _citation(question, citation, statement, (judgment, address))
                for citation in statement["citations"]
            ),
            *(element("p", found["message"], class_="finding") for found in statement["findings"]),
        )
        for statement in row["statements"]
    ]
    said = "\n".join(statement["text"] for statement in row["statements"])
    parts.append(element("h3", "回答"))
    if row["text"] != said or not statements:  # what is extracted would stand there twice
        parts.append(element("p", row["text"] or NO_TEXT, class_="text"))
    parts += [element("p", warning, class_="warning") for warning in row["warnings"]]
    if statements:
        parts.append(element("ol", *statements, class_="statements"))
    return element("section", *parts, class_="given")


def _citation(
    question: Question,
    citation: Mapping[str, Any],
    statement: Mapping[str, Any],
    found_by: tuple[LookUp, Address],
) -> Html:
    judgment, address = found_by
    verified = bool(citation["verified"])
    marks = [
        _voice(citation["voice"]),
        element(
            "span",
            "✓ 逐字一致" if verified else "✗ 未通过核验",
            class_=f"mark {'good' if verified else 'bad'}",
        ),
    ]
    if is_relevant(question, citation):
        marks.append(element("span", "落在依据上", class_="mark good"))
    if is_foreign_voice(question, citation, statement):
        marks.append(element("span", "并非法院的话", class_="mark bad"))
    if citation.get("digest"):
        marks.append(element("span", "案例摘要，非裁判原文", class_="mark warn"))
    known = judgment(citation["judgment_id"])
    name = heading_of(known, citation)
    where = (
        place_in(citation) if name == citation["source_id"] else f"{name} · {place_in(citation)}"
    )
    around = context_of(known, citation)
    url = address(citation)
    link = (
        element("a", "在原文中看", href=url, target="_blank", rel="noopener", class_="read")
        if url
        else Html("")
    )
    return element(
        "figure",
        element(
            "blockquote",
            element("span", around.before, class_="around") if around.before else Html(""),
            element("span", citation["quote"], class_="quote"),
            element("span", around.after, class_="around") if around.after else Html(""),
        ),
        element("figcaption", *marks, element("span", where, class_="place"), link),
        class_="citation" if verified else "citation unverified",
    )


def wanted(question: Question) -> list[Html]:
    """What the file says of the answer."""
    voice = gold_voice(question.voice)
    rows = [
        ("应否作答", {True: "可答", False: "不可答", None: "未注明"}[question.answerable]),
        ("说话人", _voice(voice) if voice else question.voice or "—"),
        ("文书", "、".join(question.docs) or "未注明"),
        ("依据", "、".join(_where(question, e) for e in question.evidence) or "无"),
    ]
    history = [
        element("p", f"前问：{turn.question}　前答：{turn.answer}", class_="muted")
        for turn in question.history
    ]
    return [
        element("h3", "标准答案"),
        element("p", question.answer or NO_TEXT, class_="text"),
        *history,
        _pairs(rows),
    ]


def _where(question: Question, evidence: Evidence) -> str:
    """The place of one piece of evidence, after its document where there are several."""
    place = f"{evidence.span.start}–{evidence.span.end}"
    doc = question.doc_of(evidence) if len(question.docs) > 1 else None
    return f"{doc} {place}" if doc else place


def _scores(scores: Scores) -> list[Html]:
    shares = {measure.key for measure in MEASURES if measure.is_share}
    rows = [
        (LABELS[key], percent(value) if key in shares else f"{value:g}")
        for key, value in scores.items()
        if value is not None
    ]
    return [element("h3", "得分"), _pairs(rows, "scores")] if rows else []


def _pairs(rows: list[tuple[str, str]], kind: str | None = None) -> Html:
    pairs = (join(element("dt", name), element("dd", value)) for name, value in rows)
    return element("dl", *pairs, class_=kind)


def _hits(question: Question, row: Row) -> Html:
    hits = row["hits"][:HITS_SHOWN]
    if not hits:
        return Html("")
    items = [
        element(
            "li",
            element(
                "p",
                _voice(hit["voice"]),
                element("span", "落在依据上", class_="mark good")
                if is_relevant(question, hit)
                else Html(""),
                element("span", _place(hit), class_="place"),
                class_="line",
            ),
            element("p", _excerpt(hit["text"]), class_="excerpt"),
        )
        for hit in hits
    ]
    return element(
        "details",
        element("summary", f"检索到的段落（前 {len(hits)} 段）"),
        element("ol", *items),
        class_="hits",
    )


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "……"


def _place(place: Mapping[str, Any]) -> str:
    title = place.get("title") or place["source_id"]
    if place["start"] is None:
        return f"{title}"
    return f"{title} · 第 {place['start']}–{place['end']} 字"


def _voice(voice: str) -> Html:
    return element("span", voice, class_=f"voice {voice_side(voice)}")
