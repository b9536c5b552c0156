"""What the server is started with."""

import re
import socket
import sys
import webbrowser
from pathlib import Path
from queue import Queue

import pytest
from streamlit import config

from corpus.errors import UsageError
from ui import launch as launching
from ui.launch import OPTIONS, launch
from ui.serving.addresses import ADDRESS

UI = Path(__file__).parents[1] / "ui"


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_streamlit_knows_every_option(name: str) -> None:
    # It passes over a name it does not know, and a protection would be gone in silence.
    assert name in config._config_options_template


def test_the_page_is_for_this_machine_only() -> None:
    assert OPTIONS["server.address"] == ADDRESS == "127.0.0.1"
    assert OPTIONS["server.allowedHosts"] == [ADDRESS, "localhost"]
    assert OPTIONS["server.enableXsrfProtection"] and OPTIONS["server.enableCORS"]
    assert not OPTIONS["browser.gatherUsageStats"]
    assert OPTIONS["client.showErrorDetails"] == "none"


def test_a_taken_port_is_refused_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=str(port)):
            launch(port, open_browser=False)


def test_the_browser_starts_while_the_server_does(monkeypatch: pytest.MonkeyPatch) -> None:
    called: Queue[str] = Queue()
    monkeypatch.setattr(webbrowser, "open", called.put)

    def serve(settings: object, library: object, listener: socket.socket) -> None:
        url = called.get(timeout=10)  # before anything is loaded that answers
        port = int(url.rpartition(":")[2])
        assert listener.getsockname() == (ADDRESS, port)
        socket.create_connection((ADDRESS, port)).close()  # it waits, and is not refused

    monkeypatch.setattr(launching, "_serve", serve)
    assert launch(None, open_browser=True) == 0
    assert launch_quietly(monkeypatch) == 0 and called.empty()


def launch_quietly(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(launching, "_serve", lambda *_: None)
    return launch(None, open_browser=False)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="65535"):
        launch(port, open_browser=False)


def test_the_style_sheet_has_the_theme_s_page_colours() -> None:
    found = re.search(
        r"--pd-page: light-dark\((\S+), (\S+)\)", (UI / "theme.css").read_text(encoding="utf-8")
    )
    assert found is not None
    themed = (OPTIONS["theme.light.backgroundColor"], OPTIONS["theme.dark.backgroundColor"])
    assert found.groups() == themed


def test_nothing_in_ui_shadows_a_package() -> None:
    # Streamlit puts ui/ first on the path: ui/corpus.py would be imported as `corpus`.
    ours = {"corpus", "ingest", "retrieval", "prompts", "analysis", "evals"}
    names = {path.stem for path in UI.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert not (names - {"__init__", "__pycache__"}) & (ours | sys.stdlib_module_names)


def test_raw_html_and_scripts_stay_in_their_places() -> None:
    sources = {
        str(path.relative_to(UI)): path.read_text(encoding="utf-8") for path in UI.rglob("*.py")
    }
    assert not [name for name, source in sources.items() if "unsafe_allow_html" in source]
    # The scripts there are constants; a document's text must never reach one.
    running = [name for name, source in sources.items() if "unsafe_allow_javascript" in source]
    assert running == ["page.py"]
