"""The one module that knows the vendors: it loads late, tells nobody, and lets no error through."""

import contextlib
import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import KEY, build
from scripted_model import ModelServer

from analysis.model.failures import failure_of, is_loopback
from analysis.model.port import ModelBusy, Piece
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from corpus.errors import ModelUnavailable, UsageError

ROOT = Path(__file__).parents[1]


def vendor_errors() -> list[type[Exception]]:
    names = ["openai", "httpx", "langchain_core.exceptions", "langchain_openai.chat_models.base"]
    with contextlib.suppress(ImportError):
        importlib.import_module("httpx2")
        names.append("httpx2")
    found: set[type[Exception]] = set()
    for name in names:
        found |= {
            kind
            for _, kind in inspect.getmembers(importlib.import_module(name), inspect.isclass)
            if issubclass(kind, Exception)
            and not issubclass(kind, Warning)
            and kind.__module__.split(".")[0] in name  # not pydantic's, passing through
        }
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def made(kind: type[Exception]) -> Exception:
    """One of the kind that holds the key; their constructors all differ, so they are not run."""
    bare = type(kind.__name__, (kind,), {"__init__": lambda self: None})
    error: Exception = bare()
    error.args = (KEY,)
    return error


class Breaking:
    """A chain that fails with what it is given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def stream(self, _: object) -> Iterator[Piece]:
        yield from ()
        raise self.error


def test_every_vendor_error_becomes_model_unavailable(model_server: ModelServer) -> None:
    kinds = vendor_errors()
    assert len(kinds) > 40, kinds
    model = build(model_server)
    for kind in (*kinds, ValueError, KeyError, OSError, TypeError, RecursionError):
        error = made(kind)
        model._chain = Breaking(error)  # type: ignore[assignment]
        with pytest.raises(ModelUnavailable) as caught:
            list(model.stream("s", "u", 5.0))
        assert KEY not in str(caught.value) and caught.value.__context__ is None, kind
        assert failure_of(error).reason in str(caught.value)


def test_a_passing_failure_after_the_first_word_is_final(model_server: ModelServer) -> None:
    class Late(Breaking):
        def stream(self, _: object) -> Iterator[Piece]:
            yield Piece("{")
            raise self.error

    model = build(model_server)
    model._chain = Late(ConnectionError())  # type: ignore[assignment]
    with pytest.raises(ModelUnavailable, match="中途断开") as caught:
        list(model.stream("s", "u", 5.0))
    assert not isinstance(caught.value, ModelBusy)


@pytest.mark.parametrize("given", [{"model": "m"}, {"model_base_url": "http://127.0.0.1:9/v1"}])
def test_half_a_setting_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="PANDU_MODEL_BASE_URL"):
        LangChainModel(Settings(**given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("https://api.example.com/v1", False),
        ("http://127.0.0.1.example.com/v1", False),  # only looks like it
    ],
)
def test_loopback_is_told_apart(url: str, own: bool) -> None:
    assert is_loopback(url) is own


LIGHT = """
import sys, analysis.model.vendor
heavy = {"langchain_core", "langchain_openai", "openai", "httpx", "langsmith", "tiktoken"}
print(sorted(heavy & set(sys.modules)))
"""


def test_importing_the_module_loads_no_vendor() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


TRACED = """
import sys
sys.path.insert(0, "tests")
from scripted_model import NORMAL, serving
from asking import HITS, build
from analysis.model.chain import answer_with_model

with serving() as server, serving() as langsmith:
    import os
    for prefix in ("LANGSMITH", "LANGCHAIN"):
        os.environ[f"{prefix}_ENDPOINT"] = langsmith.url
    server.play(NORMAL)
    langsmith.play(NORMAL)
    list(answer_with_model("问？", HITS, (), build(server)))
    from langchain_core.tracers.langchain import wait_for_all_tracers
    wait_for_all_tracers()
    print(len(server.asked), langsmith.connections)
"""


def test_tracing_switched_on_by_the_environment_sends_nothing() -> None:
    switched_on = {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "x",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGCHAIN_API_KEY": "x",
    }
    done = subprocess.run(
        [sys.executable, "-c", TRACED],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            **switched_on,
            "LANGSMITH_GATEWAY": "true",
            "OPENAI_API_BASE": "http://127.0.0.1:9",
        },
    )
    assert done.stdout.strip() == "1 0", done.stderr
