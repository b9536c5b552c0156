"""The report: one self-contained page for people, with every question beside its scores."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evals.cards import CLEAN, Scored, card
from evals.charts import (
    LABELS,
    histogram,
    interval,
    labelled_bars,
    mark_bars,
    outcome_bars,
    percent,
    share_bars,
    sure_bars,
    voice_bars,
)
from evals.cited import LookUp, nothing_known
from evals.dataset import Question
from evals.failures import Failure, failures_of
from evals.folder import LABELS as SETTINGS
from evals.judge import Graded, Mark
from evals.judge_summary import CAVEAT
from evals.markup import Html, element, join
from evals.metrics import score
from evals.page import page
from evals.places import Row, citations_of
from evals.report_tables import by_case, by_type, measures
from evals.summary import Metrics
from evals.words import DECLINING

CARDS_SHOWN = 1000
"""Above this many a page gets too heavy for a browser; faulty answers are shown first."""

RETRIEVAL = ("hit@1", "hit@3", "hit@10", "ndcg@10")
CITING = ("evidence_cited", "evidence_recall", "evidence_precision", "voice_right")
WHISKERS = "条上的细线、数字旁的范围：95% 区间（自助法）。"
TILES = ("outcome_right", "evidence_cited", "voice_right", "citation_verified", "hit@1")


def render_report(
    questions: Sequence[Question],
    rows: Mapping[str, Row],
    metrics: Metrics,
    about: Mapping[str, Any],
    judgment: LookUp = nothing_known,
    grades: Mapping[str, Graded] | None = None,
) -> str:
    """The whole page as HTML text; it loads nothing. `judgment` knows what was cited.

    `grades` has a model's or a rule's mark by question id, where answers were graded.
    """
    grades = grades or {}
    return page(
        f"评测报告 · {about['questions']['file']} · 判读",
        _masthead(about),
        element(
            "main",
            alarm(metrics),
            *(element("p", note, class_="note") for note in _notes(metrics)),
            _tiles(metrics),
            charts(metrics, rows, grades),
            by_type(metrics.by_type),
            by_case(metrics.by_case),
            measures(metrics),
            _questions(scored(questions, rows, grades), metrics, judgment),
        ),
        script="report.js",
    )


def _masthead(about: Mapping[str, Any]) -> Html:
    facts = [
        ("问题", f"{about['questions']['file']}，{about['questions']['count']} 题"),
        ("日期", about["date"] or "未注明"),
        *((SETTINGS.get(k, k), v) for k, v in about["settings"].items() if v),
        ("判读版本", about["versions"]["pandu"]),
    ]
    return element(
        "header",
        element("p", "判读 PanDu", class_="brand"),
        element("h1", "评测报告"),
        element("dl", *(element("div", element("dt", k), element("dd", str(v))) for k, v in facts)),
    )


def alarm(metrics: Metrics) -> Html:
    """The worst bug first, whether it is there or not."""
    asked = metrics.overall["holding_from_party"].n
    count = metrics.counts["holding_from_party"]
    answers = metrics.failures[Failure.HOLDING_FROM_PARTY]
    if not asked:
        return element("p", "没有问法院认定并作了答的题，无从检查是否引了别人的话。", class_="note")
    if not count:
        return element(
            "p",
            element("b", "没有引法院以外的话"),
            f"问法院认定并作答的 {asked} 题，没有一处出自当事人、下级裁判或评论。",
            class_="alarm good",
        )
    return element(
        "p",
        element("b", f"引了法院以外的话：{count} 处"),
        f"问法院认定并作答的 {asked} 题里，有 {answers} 题引了当事人、下级裁判或评论的话。",
        element("button", "只看这些题", type="button", class_="jump", hidden=True,
                data_jump=Failure.HOLDING_FROM_PARTY.name),
        class_="alarm bad",
    )  # fmt: skip


def _notes(metrics: Metrics) -> list[str]:
    unavailable = metrics.counts["unavailable"]
    failed = f"{unavailable} 题因部件出错未能作答，不计对错；同样的命令再运行一次，会只重做这些题。"
    return [*([failed] if unavailable else []), *metrics.notes]


def _tiles(metrics: Metrics) -> Html:
    tiles = [
        _tile(
            LABELS[key],
            percent(metrics.overall[key].mean),
            f"{interval(metrics.overall[key])} · {metrics.overall[key].n} 题",
        )
        for key in TILES
        if metrics.overall[key].n  # questions without a gold answer have no share to show
    ]
    p50, p95 = metrics.latency.p50, metrics.latency.p95
    if p50 is not None and p95 is not None:
        tiles.append(_tile("用时中位", f"{p50:.2f} 秒", f"95 分位 {p95:.2f} 秒"))
    return element("section", *tiles, class_="tiles", aria_label="概要")


def _tile(name: str, value: str, detail: str) -> Html:
    return element(
        "div",
        element("span", name, class_="name"),
        element("strong", value),
        element("small", detail),
        class_="tile",
    )


def charts(
    metrics: Metrics, rows: Mapping[str, Row], grades: Mapping[str, Graded] | None = None
) -> Html:
    """Every chart that there is something to show in, each in its panel."""
    times = [float(row["seconds"]) for row in rows.values() if row["outcome"] != "unavailable"]
    latency = metrics.latency
    caption = (
        f"虚线为中位 {latency.p50:.2f} 秒与 95 分位 {latency.p95:.2f} 秒。"
        if latency.p50 is not None and latency.p95 is not None
        else ""
    )
    voices = Counter(citation["voice"] for row in rows.values() for citation in citations_of(row))
    return element(
        "section",
        _panel("作答与否", outcome_bars(metrics.outcomes), "绿为应有的结局，红为不应有的结局。"),
        _panel("引文出自谁", voice_bars(voices), "深色为法院的话，黄色为当事人的话。"),
        *(
            _panel(title, share_bars(metrics.overall, keys), WHISKERS)
            for title, keys in (("引文", CITING), ("检索", RETRIEVAL))
            if any(metrics.overall[key].n for key in keys)
        ),
        *_declining(metrics),
        *_sure(metrics),
        *([_panel("评分", mark_bars(grades.values()), CAVEAT)] if grades else []),
        _panel("用时分布", histogram(times, latency), caption),
        class_="panels",
    )


def _declining(metrics: Metrics) -> list[Html]:
    """How well it tells what must not be answered; nothing where no question must not be."""
    found = metrics.declining
    if found.f1.mean is None:
        return []
    caption = (
        f"准确率：没有作答的 {found.precision.n} 题里，确实不该答的比例；"
        f"召回率：不该答的 {found.recall.n} 题里，没有作答的比例。{WHISKERS}"
    )
    bars = labelled_bars({name: getattr(found, key) for key, name in DECLINING.items()})
    return [_panel("不该答的认得出来吗", bars, caption)]


def _sure(metrics: Metrics) -> list[Html]:
    """Whether the surest answers are the right ones; nothing without an answer to tell it by."""
    found = metrics.risk_coverage
    if found.risk is None or found.aurc is None:
        return []
    caption = (
        f"{found.n} 条回答按首条命中的得分从高到低排；只看最前的一部分，有多少是对的。"
        f"风险—覆盖面积 {found.aurc:.3f}，全部回答的错误率 {found.risk:.3f}："
        "前者明显小于后者，得分才说明得了把握。"
    )
    return [_panel("得分高的更可靠吗", sure_bars(found), caption)]


def _panel(title: str, chart: Html, caption: str) -> Html:
    return element(
        "div", element("h2", title), chart, element("p", caption, class_="muted"), class_="panel"
    )


def scored(
    questions: Sequence[Question],
    rows: Mapping[str, Row],
    grades: Mapping[str, Graded] | None = None,
) -> list[Scored]:
    """Every question with its row, its scores and what is held against it, in order."""
    grades = grades or {}
    found = []
    for question in questions:
        row = rows[question.id]
        scores = score(question, row)
        failures = failures_of(question, row, scores)
        found.append(Scored(question, row, scores, failures, grades.get(question.id)))
    return found


def _questions(cards: list[Scored], metrics: Metrics, judgment: LookUp) -> Html:
    left_out = len(cards) - CARDS_SHOWN
    if left_out > 0:  # stable: faulty ones first, else file order
        cards.sort(key=lambda each: not each.failures)
    shown = cards[:CARDS_SHOWN]
    clean = sum(not each.failures for each in shown)
    marks = Counter(each.graded.mark for each in shown if each.graded)
    chips = [_chip("", "全部", len(shown)), _chip(CLEAN, "未见问题", clean)] + [
        _chip(failure.name, failure.value, count)
        for failure, count in metrics.failures.items()
        if count
    ]
    chips += [_chip(mark.name, f"评分：{mark}", marks[mark]) for mark in Mark if marks[mark]]
    tools = element(
        "div",
        element("div", *chips, class_="chips", role="group", aria_label="按问题筛选"),
        element("input", type="search", id="find", placeholder="搜索题目与回答",
                aria_label="搜索题目与回答"),
        element("button", "全部展开", type="button", id="unfold"),
        class_="tools", id="tools", hidden=True,
    )  # fmt: skip
    note = (
        f"题目很多，此页只列 {CARDS_SHOWN} 题（有问题的在前），其余 {left_out} 题见 results.jsonl。"
    )
    return element(
        "section",
        element("h2", "逐题"),
        tools,
        element("p", note, class_="note") if left_out > 0 else Html(""),
        join(*(card(each, judgment) for each in shown)),
        element("p", "没有符合条件的题。", id="nothing", class_="muted", hidden=True),
        class_="questions",
        id="questions",
    )


def _chip(kind: str, label: str, count: int) -> Html:
    return element(
        "button", label, element("span", str(count)), type="button", class_="chip",
        data_kind=kind, aria_pressed="true" if not kind else "false",
    )  # fmt: skip
