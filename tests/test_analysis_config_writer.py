"""What is written into the config file, and what stays as it was."""

import os
import stat
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from analysis.config_writer import Value, save_settings
from analysis.settings import load_settings, set_by_environment
from corpus.errors import UsageError

KEY = "sk-very-secret-0123"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.upper().startswith("PANDU_")]:
        monkeypatch.delenv(name)
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("PANDU_CONFIG", str(path))
    return path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


OWN = """# 律所统一配置
model = "old" # 试用

# 库在第二块盘上
model_timeout = 30.0
"""

CHANGES: list[tuple[str, dict[str, Value], str]] = [
    # what stood there, what is saved, what stands there then
    ("", {"model": "m"}, 'model = "m"\n'),  # also where there was no file
    (OWN, {"model": "new"}, OWN.replace('"old"', '"new"')),  # the comment beside it stays
    (OWN, {"model": None}, OWN.replace('model = "old" # 试用\n', "")),
    (OWN, {"reranker": None}, OWN),  # taking out what is not there
    (OWN, {"model_timeout": 45.5, "model_context": 9000}, OWN.replace("30.0", "45.5")
     + "model_context = 9000\n"),
    ("samples = true\n", {"library": Path("/x")}, 'samples = true\nlibrary = "/x"\n'),
    ("", {"model": 'a"b\\c\n中'}, 'model = "a\\"b\\\\c\\n中"\n'),  # nothing of it is TOML
]  # fmt: skip


@pytest.mark.parametrize(("before", "changes", "after"), CHANGES)
def test_only_what_is_saved_changes(
    config: Path, before: str, changes: dict[str, Value], after: str
) -> None:
    if before:
        write(config, before)
    settings = save_settings(changes)
    assert config.read_text(encoding="utf-8") == after
    for name, value in changes.items():
        assert value is None or getattr(settings, name) == value


def test_a_table_of_another_part_stays_and_takes_nothing_in(config: Path) -> None:
    # Settings of ours that came after [page] would be the page's.
    write(config, '[page]\nlogin = "oidc" # 单点登录\n')
    save_settings({"model": "m"})
    found = tomllib.loads(config.read_text("utf-8"))
    assert found == {"model": "m", "page": {"login": "oidc"}}
    assert "# 单点登录" in config.read_text("utf-8")


def test_a_table_of_nobody_s_is_refused(config: Path) -> None:
    write(config, "[pages]\nlogin = 1\n")
    with pytest.raises(UsageError, match="pages"):
        save_settings({"model": "m"})
    assert config.read_text("utf-8") == "[pages]\nlogin = 1\n"


def test_a_new_setting_goes_before_the_tables(config: Path) -> None:
    from tomlkit import dumps, parse

    read = parse('# a\nmodel = "m"\n\n[page]\nlogin = "oidc"\n')
    read["reranker"] = "r"
    found = tomllib.loads(dumps(read))
    assert found == {"model": "m", "reranker": "r", "page": {"login": "oidc"}}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_reads_it(config: Path) -> None:
    write(config, OWN)
    config.chmod(0o644)
    save_settings({"model_api_key": SecretStr(KEY)})
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert load_settings().model_api_key == SecretStr(KEY)
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]  # no draft is left


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_written_through(config: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    config.parent.mkdir()
    config.symlink_to(tmp_path / "dotfiles" / "pandu.toml")
    save_settings({"model": "m"})
    assert config.is_symlink() and "m" in (tmp_path / "dotfiles" / "pandu.toml").read_text()


@pytest.mark.parametrize(
    ("before", "changes", "said"),
    [
        (OWN, {"model_timeout": 0.0}, "model_timeout"),
        (OWN, {"model_provider": "nobody"}, "nobody"),
        (OWN, {"colour": "red"}, "colour"),
        (f'model_api_key = "{KEY}\n', {"model": "m"}, "读不懂"),  # no TOML
        (f"model_api_key = ['{KEY}']\n", {"model": "m"}, "model_api_key"),  # TOML, and no key
    ],
)
def test_what_is_refused_changes_nothing_and_shows_no_key(
    config: Path, before: str, changes: dict[str, Value], said: str
) -> None:
    write(config, before)
    with pytest.raises(UsageError, match=said) as caught:
        save_settings(changes)
    assert config.read_text("utf-8") == before
    error: BaseException | None = caught.value
    while error is not None:  # what a log would show
        assert KEY not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__


def test_a_folder_that_cannot_be_written_is_told(config: Path) -> None:
    config.parent.write_text("a file")
    with pytest.raises(UsageError, match="写不进去|读不出来"):
        save_settings({"model": "m"})


def test_the_environment_still_wins(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("pandu_model", "theirs")
    assert set_by_environment("model") and not set_by_environment("model_api_key")
    assert save_settings({"model": "ours"}).model == "theirs"
    monkeypatch.setenv("pandu_model", "")  # an empty variable is none
    assert not set_by_environment("model") and load_settings().model == "ours"
