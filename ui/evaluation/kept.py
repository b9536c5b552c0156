"""What was read from an evaluation's folder, kept from one drawing to the next."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from corpus.passage import Span
from evals.cited import LookUp
from evals.compare import Comparison, compare
from evals.compare_runs import load_run
from evals.folder import METRICS, RESULTS
from ui.asking import judgment_of
from ui.evaluation.results import Results, read_results
from ui.evaluation.room import Room
from ui.evaluation.runs import SavedRun
from ui.links import reading_url

JUDGMENTS_KEPT = 64

KEPT = 8
"""Evaluations, and comparisons, that are kept."""


def results_of(room: Room, run: SavedRun) -> Results | None:
    """What an evaluation came to, read anew when its files or the library change."""
    return _read(str(run.folder), (_stamp(run), room.assistant.generation), run, room)


def comparison_of(first: SavedRun, second: SavedRun) -> Comparison:
    """What changed from the first to the second, under the names that the reader gave them.

    Raises UsageError where the two do not ask the same questions.
    """
    names = (first.about.name, second.about.name)
    if names[0] == names[1]:
        names = (f"{names[0]}（{first.day}）", f"{names[1]}（{second.day}）")
    folders = (str(first.folder), str(second.folder))
    return _compare(folders, (_stamp(first), _stamp(second)), names)


@st.cache_resource(show_spinner="正在读入结果…", max_entries=KEPT)
def _read(folder: str, stamp: object, _run: SavedRun, _room: Room) -> Results | None:
    return read_results(_run, _room.texts(_run.about.names))


def judgments_of(room: Room) -> LookUp:
    """What the library has of what is cited, each read once a drawing."""
    return lru_cache(JUDGMENTS_KEPT)(judgment_of(room.assistant))


def address(place: Mapping[str, Any]) -> str | None:
    """Where what is cited can be read."""
    if place["start"] is None:
        return None
    return reading_url(place["judgment_id"], Span(place["start"], place["end"]))


@st.cache_resource(show_spinner="正在对照…", max_entries=KEPT)
def _compare(folders: tuple[str, str], stamp: object, names: tuple[str, str]) -> Comparison:
    first, second = (
        replace(load_run(Path(folder)), name=name)
        for folder, name in zip(folders, names, strict=True)
    )
    return compare(first, second)


def _stamp(run: SavedRun) -> tuple[tuple[int, int], ...]:
    files = (run.folder / RESULTS, run.folder / METRICS)
    return tuple((s.st_mtime_ns, s.st_size) for s in (f.stat() for f in files if f.exists()))
