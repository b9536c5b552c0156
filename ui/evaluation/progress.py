"""How far an evaluation is, as HTML."""

from evals.markup import element
from evals.run import Standing
from ui.command.eval_progress import time_words
from ui.evaluation.desk import Job
from ui.evaluation.figures import drawn


def progress_html(job: Job, name: str) -> str:
    """What is being done, and how far it is."""
    words = standing_words(job.standing, job.seconds)
    return drawn(
        element(
            "div",
            element("p", element("b", job.state.value), "　", element("bdi", name), role="status"),
            element("p", "　·　".join(words), class_="numbers"),
            class_="pd-going",
        )
    )


def standing_words(standing: Standing, seconds: float) -> list[str]:
    """Done of all, right and wrong so far, time taken and left at this rate, what failed.

    `seconds` are those of this run: what was answered before counts for no rate.
    """
    words = [f"已答 {standing.done} / {standing.total} 题"]
    if standing.right or standing.wrong:
        words.append(f"该答则答 {standing.right}，不对 {standing.wrong}")
    words.append(f"已用 {time_words(seconds)}")
    here, left = standing.done - standing.before, standing.total - standing.done
    if here and left:
        words.append(f"约剩 {time_words(seconds / here * left)}")
    if standing.done and not left:
        words.append("正在写报告")
    if standing.unavailable:
        words.append(f"未能作答 {standing.unavailable}")
    if standing.unreadable:
        words.append(f"模型回答不可用 {standing.unreadable}")
    return words


def share_done(standing: Standing) -> float:
    """Between 0 and 1."""
    return standing.done / standing.total if standing.total else 0.0
