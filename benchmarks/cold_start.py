"""How long a person waits: a cold question, and ingesting a file, beside what they stand against.

    python benchmarks/cold_start.py [JUDGMENTS.jsonl]

Prints the median of RUNS cold `pandu ask` on the bundled library, process start to exit, beside
the time that importing the usual stack takes in the same run; then, given a file, the seconds
that `pandu ingest` takes for it.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
QUESTION = "杭州奥特曼LoRA案中，法院判决平台赔偿多少？"
PANDU = [sys.executable, "-m", "ui.cli"]
USUAL_STACK = "import sentence_transformers, chromadb, langchain_openai"


def seconds(command: list[str]) -> float:
    """How long a command takes; raises if it fails."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        library = ["--library", str(Path(folder) / "samples")]
        subprocess.run([*PANDU, "ingest", "--samples", *library], check=True, capture_output=True)
        ask = [*PANDU, "ask", QUESTION, "--model", "none", "--json", *library]
        cold = statistics.median(seconds(ask) for _ in range(RUNS))
        stack = statistics.median(seconds([sys.executable, "-c", USUAL_STACK]) for _ in range(RUNS))
        print(f"cold pandu ask: {cold:.2f} s (median of {RUNS})")  # noqa: T201
        print(f"importing the usual stack: {stack:.2f} s; ratio {stack / cold:.1f}")  # noqa: T201
        for path in sys.argv[1:]:
            other = ["--library", str(Path(folder) / Path(path).stem)]
            took = seconds([*PANDU, "ingest", path, *other])
            print(f"ingest {Path(path).name}: {took:.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
