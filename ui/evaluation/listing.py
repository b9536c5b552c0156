"""One evaluation in the list, as HTML."""

from typing import Any

from evals.charts import percent
from evals.folder import METRICS
from evals.markup import Html, element
from ui.evaluation.figures import drawn
from ui.evaluation.runs import Progress, SavedRun


def run_html(run: SavedRun, *, is_going_on: bool) -> str:
    """Its name, when it was made over what, and its two first figures."""
    about = run.about
    model = "不用模型" if about.model == "none" else "用语言模型"
    scope = f"限 {len(about.names)} 份文书" if about.names else "全部文书"
    facts = (run.day, f"{about.questions}，{about.total} 题", model, scope)
    return drawn(
        element(
            "article",
            element(
                "div",
                element("h3", element("bdi", about.name)),
                element("p", *(element("span", fact) for fact in facts)),
            ),
            _state(run, is_going_on),
            class_="pd-run",
        )
    )


def _state(run: SavedRun, is_going_on: bool) -> Html:
    if is_going_on:
        return element("p", "正在评测", class_="state going")
    if run.progress is Progress.HALF:
        words = f"{run.progress.value}：已答 {run.answered} / {run.about.total} 题"
        return element("p", words, class_="state half")
    overall = run.json(METRICS).get("overall", {})
    figures = [("该答则答", _mean(overall, "outcome_right")),
               ("引到依据", _mean(overall, "evidence_cited"))]  # fmt: skip
    return element(
        "dl",
        *(element("div", element("dt", name), element("dd", value)) for name, value in figures),
    )


def _mean(overall: dict[str, Any], key: str) -> str:
    value = overall.get(key, {}).get("mean")
    return percent(value if isinstance(value, float | int) else None)
