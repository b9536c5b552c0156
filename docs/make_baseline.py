"""Writes what the dev questions reach now as the baseline that later runs are held to.

python docs/make_baseline.py METRICS.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from evals.floors import baseline_of

BASELINE = Path(__file__).resolve().parents[1] / "evals" / "questions" / "baseline.json"
PLAIN = {"model": "none", "embedding_model": "embedded"}
"""The settings of a run that everybody can repeat; any other that is not empty is refused."""


def as_text(baseline: dict[str, Any]) -> str:
    """JSON with a line a figure or type, so that a change is read as one."""
    parts = []
    for name, part in baseline.items():
        if name == "questions":
            inner = json.dumps(part, ensure_ascii=False)
        else:
            lines = (f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in part.items())
            inner = "{\n" + ",\n".join(lines) + "\n  }"
        parts.append(f"  {json.dumps(name)}: {inner}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    """The exit code."""
    metrics = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    settings = {key: value for key, value in metrics["settings"].items() if value}
    settings.pop("library_generation", None)
    if settings != PLAIN:
        sys.stderr.write(f"这次评测的设置不是默认的，不能作为基线：{settings}\n")
        return 2
    BASELINE.write_text(as_text(baseline_of(metrics)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
