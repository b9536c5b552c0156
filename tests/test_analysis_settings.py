"""Settings: where they come from, and how faults in them are told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.settings import DEFAULT_LIBRARY, NO_MODEL, Settings, load_settings
from corpus.errors import UsageError

ROOT = Path(__file__).parents[1]


SHOW = """
from analysis.settings import load_settings
from corpus.errors import UsageError
try:
    found = load_settings()
    print(found.library, found.model, found.model_base_url)
except UsageError as error:
    print(error)
"""


def shown(tmp_path: Path, config: str, **environment: str) -> str:
    """What another process makes of a config file and an environment, both read at its start."""
    home = tmp_path / "config"
    (home / "pandu").mkdir(parents=True)
    (home / "pandu" / "config.toml").write_text(config, encoding="utf-8")
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PANDU_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT, env=plain | {"XDG_CONFIG_HOME": str(home)} | environment,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="the config folder is set by XDG_CONFIG_HOME")
@pytest.mark.parametrize(
    ("config", "environment", "said"),
    [
        ('library = "/x"\nmodel = "a"', {}, "/x a None"),
        ('library = "/x"\nmodel = "a"', {"PANDU_MODEL": "b"}, "/x b None"),  # environment wins
        ('library = "/x"', {"PANDU_LIBRARY": ""}, "/x none None"),  # an empty variable is none
        ('libary = "x"', {}, "libary"),  # a typing error, told by its key
        ("library = ", {}, "config.toml"),  # no TOML
    ],
)
def test_file_and_environment(
    tmp_path: Path, config: str, environment: dict[str, str], said: str
) -> None:
    assert said in shown(tmp_path, config, **environment)


@pytest.mark.parametrize(
    ("given", "key"),
    [({"model_timeout": 0}, "model_timeout"), ({"colour": "red"}, "colour")],
)
def test_a_fault_is_told_by_its_key(given: dict[str, object], key: str) -> None:
    with pytest.raises(UsageError, match=rf"设置有误：{key}.*PANDU_"):
        load_settings(**given)


def test_arguments_win_and_settings_are_frozen(tmp_path: Path) -> None:
    settings = load_settings(library=tmp_path, model="given")
    assert (settings.library, settings.model) == (tmp_path, "given")
    with pytest.raises(ValueError, match="frozen"):
        settings.model = "other"


def test_without_a_word_everything_stays_on_this_machine() -> None:
    fields = {name: field.default for name, field in Settings.model_fields.items()}
    assert fields["model"] == NO_MODEL
    assert fields["model_base_url"] is None and fields["embedding_model"] is None
    assert fields["library"] == DEFAULT_LIBRARY and DEFAULT_LIBRARY.is_absolute()


def test_a_key_is_not_shown() -> None:
    assert "sk-secret" not in repr(load_settings(model_api_key="sk-secret"))
