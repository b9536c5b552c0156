"""The house rules that a program can check; the layers are import-linter's (`make lint`)."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from ui.command.commands import app

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "ingest", "retrieval", "prompts", "analysis", "ui", "evals")
FILES = [
    file
    for folder in (*PACKAGES, "tests", "benchmarks", "docs")
    for file in sorted((ROOT / folder).rglob("*.py"))
]
LONGEST = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "shared", "tools"}
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
SLOW = ("torch", "chromadb", "langchain_core", "langchain_openai", "openai", "streamlit",
        "sentence_transformers", "transformers", "tantivy", "jieba")  # fmt: skip


def test_no_file_is_too_long() -> None:
    assert len(FILES) > 100  # the folders were found
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in FILES
    }
    assert not {name for name, length in lengths.items() if length > LONGEST}


def test_every_file_is_named_for_what_it_owns() -> None:
    assert not [file for file in FILES if VAGUE & set(file.stem.split("_"))]


def test_tests_lie_flat() -> None:
    # tests/retrieval/__init__.py would hide the package of that name.
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_no_file_of_ui_hides_a_package() -> None:
    # `streamlit run ui/app.py` puts ui/ first on the path.
    names = {path.stem for path in (ROOT / "ui").iterdir() if path.stem != "__init__"}
    assert not names & {*PACKAGES, *sys.stdlib_module_names}


def test_every_package_is_built() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(PACKAGES)
    assert set(project["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("<!-- commands: make docs -->")[2].partition("<!--")[0]
    if not table.strip():
        pytest.skip("README.md has no table of commands yet; `make docs` writes it")
    assert f"pandu {command}" in readme


def test_a_command_starts_without_the_heavy_libraries() -> None:
    show = (
        "import json, sys; from ui.cli import run; run(['--help']);"
        "sys.stderr.write(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "判读" in done.stdout
    assert not {name.partition(".")[0] for name in json.loads(done.stderr)} & set(SLOW)


def test_reading_a_file_needs_no_index() -> None:
    # A reading process has 512 MB and 20 seconds for its file.
    show = "import json, sys, ingest.load.child; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {name.partition(".")[0] for name in json.loads(done.stdout)} & {*SLOW, "retrieval"}
