"""What the server sees to before it answers."""

import sys

import pytest
from streamlit.runtime.scriptrunner.exec_code import modified_sys_path

from ui.serving.server import SCRIPT, hold_import_path


def test_no_run_of_the_page_moves_the_import_path(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(SCRIPT.parent)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != folder])
    hold_import_path()
    held = list(sys.path)

    assert held[0] != folder  # it must not stand before what others have installed
    with modified_sys_path(str(SCRIPT)):  # Streamlit's own, around every run
        assert sys.path == held
    assert sys.path == held
