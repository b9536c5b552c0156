"""`--fail-under`: an evaluation that ends with exit code 1 where it falls short of a bar."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.command import console

FELL_SHORT = 1

_OPTION = inspect.Parameter(
    "fail_under",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under",
            metavar="指标=值或METRICS.json",
            help="达不到就以退出码 1 结束，可写多次：evidence_cited=0.85、holding_from_party=0，"
            "或上次的 metrics.json：不得低于其 95% 区间的下限。",
        ),
    ],
)


def held_to_bars(command: Callable[..., None]) -> Callable[..., None]:
    """Give the evaluation's command the option, and hold what it wrote into `out` to the bars.

    A bar that ends in .json is an earlier run's file, whose figures are the floors. The bars are
    read before anything is asked; a UsageError tells of one that cannot be. Which are not cleared
    is said on standard error, and typer.Exit with 1 raised if one is not.
    """

    def with_bars(**given: Any) -> None:  # noqa: ANN401
        from evals.bars import bars_of, broken
        from evals.floors import fallen, read_floors
        from evals.folder import METRICS

        words = given.pop("fail_under") or ()
        files = [word for word in words if word.endswith(".json")]
        bars = bars_of(word for word in words if word not in files)
        floors = [read_floors(Path(file)) for file in files]
        command(**given)
        if not words:
            return
        metrics = json.loads((given["out"] / METRICS).read_text(encoding="utf-8"))
        lines = broken(bars, metrics) + [line for each in floors for line in fallen(each, metrics)]
        for line in lines:
            console.problem(line)
        if lines:
            raise typer.Exit(FELL_SHORT)

    parameters = [*inspect.signature(command).parameters.values(), _OPTION]
    with_bars.__name__, with_bars.__doc__ = command.__name__, command.__doc__
    with_bars.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_bars.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_bars
