"""The scores of a run in words, for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from evals.charts import OUTCOMES
from evals.metrics import MEASURES

GROUPS = {
    "answer": "可答的题",
    "decline": "不可答的题",
    "correction": "前提错误的题",
    "unstated": "未注明可否作答的题",
}


DECLINING = {"precision": "准确率", "recall": "召回率", "f1": "F1"}


def in_words(metrics: Mapping[str, Any]) -> Iterator[str]:
    """A line a measure, then declining, the outcomes by group, and counts that must be zero."""
    for measure in MEASURES:
        value = metrics["overall"][measure.key]
        if value["mean"] is not None and measure.is_share:
            interval = f"{value['low']:.1%}–{value['high']:.1%}"
            yield f"{measure.label}：{value['mean']:.1%}（95% 区间 {interval}，{value['n']} 题）"
    latency = metrics["latency"]
    if latency["n"]:
        yield f"用时：中位 {latency['p50']:.2f} 秒，95 分位 {latency['p95']:.2f} 秒"
    declining = metrics["declining"]
    if declining["f1"]["mean"] is not None:
        told = {name: declining[key] for key, name in DECLINING.items()}
        yield "说明无据或指出前提不成立：" + "，".join(
            f"{name} {value['mean']:.1%}（{value['n']} 题）"
            for name, value in told.items()
            if value["mean"] is not None
        )
    for group, label in GROUPS.items():
        counts = {OUTCOMES[name]: n for name, n in metrics["outcomes"][group].items() if n}
        if counts:
            yield f"{label}：" + "，".join(f"{word} {n}" for word, n in counts.items())
    foreign = metrics["counts"]["holding_from_party"]
    yield f"问法院认定却引了他人之言：{foreign} 条" + ("（请查看报告）" if foreign else "")
