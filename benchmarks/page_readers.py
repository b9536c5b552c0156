"""Readers of the page as the benchmarks play them: their library, their marks, their questions."""

from collections.abc import Sequence
from pathlib import Path

from analysis import load_settings, open_assistant
from analysis.wiring import SAMPLES
from ui.chat.suggestions import EXAMPLES

MARKS = tuple(f"（{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n:03}号席）" for n in range(200))
"""What a reader writes before every question, and nobody else does."""


def question(number: int) -> str:
    """One that the bundled digests answer; they come round."""
    return EXAMPLES[number % len(EXAMPLES)].question


def loan(number: int, sum_: int, named: str = "") -> str:
    """A short made-up judgment about a loan between made-up people."""
    return (
        f"某市第{number % 9 + 1}区人民法院\n民事判决书\n（2021）某01民初{number + 1}号\n"
        f"原告王某{number}{named}诉称，被告李某{number}借款{sum_}元，至今未还。\n"
        f"被告李某{number}辩称，借款已经归还一半。\n"
        f"本院查明，双方于2020年签订借条，约定借款{sum_}元，年利率百分之六。\n"
        f"本院认为，借条是双方真实意思表示，被告应当归还借款{sum_}元。\n"
        f"判决如下：\n一、被告李某{number}于本判决生效之日起十日内归还原告借款{sum_}元；\n"
        "二、驳回原告其他诉讼请求。\n"
    )


def fill(library: Path, judgments: int) -> None:
    """Put the bundled digests into a library, and this many made-up loans."""
    made = library.parent / "made"
    made.mkdir()
    for number in range(judgments):
        text = loan(number, 1000 + 37 * number)
        (made / f"借款{number:04}.txt").write_text(text, encoding="utf-8")
    with open_assistant(load_settings(library=library, model="none")) as assistant:
        for _ in assistant.ingest([*SAMPLES, made]):
            pass


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the others does not exceed, by rank; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
