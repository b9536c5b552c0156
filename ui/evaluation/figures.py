"""How an evaluation's figures look: values in, HTML out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cards import Address, Scored, card, given, wanted
from evals.charts import LABELS, interval, percent
from evals.cited import LookUp
from evals.compare import Comparison, Direction, QuestionChange
from evals.compare_report import measures as compared_measures
from evals.compare_report import notes as compared_notes
from evals.compare_words import question_words, settings_words
from evals.estimate import Estimate
from evals.folder import LABELS as SETTINGS
from evals.markup import Html, element, join
from evals.report import alarm, charts
from evals.report_tables import by_case, by_type
from evals.report_tables import measures as all_measures
from evals.summary import Metrics
from ui.evaluation.boxes import without_svg
from ui.evaluation.results import Results, declined_wrongly

SURE = "95% 区间：换一批同样的题，结果大致会落在这个范围里。"


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline: the number, how sure it is, and what it says."""

    name: str
    value: str
    sure: str
    meaning: str
    tone: str | None = None


def report_html(results: Results) -> str:
    """Everything but the questions one by one."""
    metrics = results.metrics
    return drawn(
        element(
            "div",
            *(element("p", note, class_="note") for note in _notes(results)),
            alarm(metrics),
            headline(results),
            element("p", SURE, class_="muted"),
            charts(metrics, results.rows),
            by_type(metrics.by_type),
            _folded("按案件", by_case(metrics.by_case)),
            _folded("全部指标与含义", all_measures(metrics)),
            class_="pd-report",
        )
    )


def _notes(results: Results) -> list[str]:
    """What must be known before the figures."""
    answered, unavailable = len(results.cards), results.metrics.counts["unavailable"]
    half = f"还没有做完：{results.total} 题里答了 {answered} 题，以下只算这些题。"
    failed = f"{unavailable} 题因部件出错未能作答，不计对错；可以只重做这些题。"
    return [
        *([] if results.is_whole else [half]),
        *([failed] if unavailable else []),
        *results.metrics.notes,
    ]


def headline(results: Results) -> Html:
    """The figures that a reader wants first."""
    return element("section", *map(_tile, figures(results)), class_="tiles", aria_label="概要")


def figures(results: Results) -> list[Figure]:
    """Those that there is something to say of; the count of the worst bug is always there."""
    overall, metrics = results.metrics.overall, results.metrics
    told = [
        _share("outcome_right", overall["outcome_right"],
               "可答的题作了答；不可答、前提有误的题没有硬答。"),
        _share("evidence_cited", overall["evidence_cited"],
               "回答里至少有一条核验过的引文，落在标准依据上。"),
        _declined(declined_wrongly(results.cards)),
        _foreign(metrics),
        _share("voice_right", overall["voice_right"], "引对了地方的话，说话人也标对了。"),
        _share("citation_verified", overall["citation_verified"], "引文与原文一字不差。"),
    ]  # fmt: skip
    return [figure for figure in told if figure is not None]


def question_html(scored: Scored, judgment: LookUp, address: Address) -> str:
    """One question, folded: its answer beside what was expected."""
    return drawn(element("div", card(scored, judgment, address), class_="pd-report pd-cards"))


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """What was run, in pairs of a name and a value; empty values are left out."""
    pairs = (
        element("div", element("dt", k), element("dd", element("bdi", v))) for k, v in facts if v
    )
    return drawn(element("dl", *pairs, class_="pd-run-facts"))


def facts_of(results: Results | None, settings: dict[str, str]) -> list[tuple[str, str]]:
    """The settings of a run by the names that a reader has for them."""
    version = str(results.about.get("versions", {}).get("pandu", "")) if results else ""
    words = {"none": "不用模型，摘录原文", "embedded": ""}
    named = [
        (SETTINGS.get(key, key), words.get(value, value))
        for key, value in settings.items()
        if key != "library_generation"
    ]
    return [*named, ("判读版本", version)]


def comparison_html(found: Comparison) -> str:
    """The differences of the figures, with what is known of the two set-ups."""
    return drawn(
        element(
            "div",
            element("p", f"对照两次都有的 {found.shared} 题。", class_="muted"),
            element("ul", *(element("li", line) for line in settings_words(found)), class_="apart"),
            *(element("p", note, class_="note") for note in compared_notes(found)),
            compared_measures(found),
            class_="pd-report pd-compared",
        )
    )


def change_html(
    change: QuestionChange, sides: Sequence[tuple[str, Scored]], judgment: LookUp, address: Address
) -> str:
    """One question that changed, folded: both answers side by side, and what was expected."""
    tone = {Direction.BETTER: "good", Direction.WORSE: "bad"}.get(change.direction, "neutral")
    head = element(
        "summary",
        element(
            "span",
            element("span", change.id, class_="id"),
            element("span", change.direction.value, class_=f"badge {tone}"),
            class_="line",
        ),
        element("span", change.question, class_="asked"),
        element("span", question_words(change), class_="line change"),
    )
    columns = [
        element(
            "div",
            element("p", name, class_="side"),
            given(side.question, side.row, judgment, address),
            class_="run",
        )
        for name, side in sides
    ]
    gold = (
        element("section", *wanted(sides[0][1].question), class_="gold below")
        if sides
        else Html("")
    )
    body = join(element("div", *columns, class_="columns even"), gold)
    return drawn(
        element("div", element("details", head, body, class_="card"), class_="pd-report pd-cards")
    )


def _folded(name: str, part: Html) -> Html:
    return element("details", element("summary", name), part, class_="fold") if part else Html("")


def drawn(html: str) -> str:
    """HTML that the page takes: no SVG, and a question mark for a lone surrogate, which no
    message to the browser can carry."""
    return without_svg(html).encode("utf-8", "replace").decode("utf-8")


def _share(key: str, value: Estimate, meaning: str) -> Figure | None:
    if not value.n:
        return None
    return Figure(LABELS[key], percent(value.mean), _sure(value), meaning)


def _declined(value: Estimate) -> Figure | None:
    if not value.n:
        return None
    meaning = "文库里有答案，却说没有依据；越低越好。"
    return Figure("该答未答", percent(value.mean), _sure(value), meaning)


def _foreign(metrics: Metrics) -> Figure:
    count, asked = metrics.counts["holding_from_party"], metrics.overall["holding_from_party"].n
    return Figure(
        "当事人的话当成法院的",
        f"{count} 处",
        f"{asked} 题问法院认定并作了答",
        "把当事人、下级裁判或评论的话，当作法院的认定来引；应当为 0。",
        "bad" if count else "good" if asked else None,
    )


def _sure(value: Estimate) -> str:
    return f"95% 区间 {interval(value)} · {value.n} 题"


def _tile(figure: Figure) -> Html:
    return element(
        "div",
        element("span", figure.name, class_="name"),
        element("strong", figure.value, class_=figure.tone),
        element("small", figure.sure),
        element("p", figure.meaning),
        class_="tile",
    )
