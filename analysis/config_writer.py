"""Writes settings into the config file, and leaves everything else in it as its owner wrote it.

The only module that knows tomlkit. The file may hold a key, so only its owner reads it.
"""

import os
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr
from tomlkit import TOMLDocument, document, dumps, parse
from tomlkit.exceptions import TOMLKitError

from analysis.settings import Settings, config_file, load_settings
from corpus.errors import UsageError

Value = str | int | float | bool | Path | SecretStr | None

_one_at_a_time = threading.Lock()


def save_settings(changes: Mapping[str, Value]) -> Settings:
    """Write these settings into the config file, and give those that are in force afterwards.

    None takes a setting out, so that its default holds. Comments, order and tables of other
    parts stay. The file is replaced whole or not at all, and readable by its owner alone. What
    the environment decides is decided by it still. Raises UsageError for a value that the
    settings refuse, or a file that cannot be read or written; it is then as it was.
    """
    with _one_at_a_time:
        load_settings(**{name: value for name, value in changes.items() if value is not None})
        path = config_file()
        path = path.resolve() if path.is_symlink() else path  # a link into a person's own folder
        written = _read(path)
        for name, value in changes.items():
            if value is None:
                with suppress(KeyError):
                    del written[name]
            else:
                written[name] = _plain(value)
        _replace(path, dumps(written))
        return load_settings()


def _plain(value: str | int | float | bool | Path | SecretStr) -> str | int | float | bool:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(value) if isinstance(value, Path) else value


def _read(path: Path) -> TOMLDocument:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return document()
    except OSError as error:
        raise UsageError(f"配置文件 {path} 读不出来：{error.strerror}。请检查权限。") from error
    except (TOMLKitError, UnicodeDecodeError):  # its words may quote the file, and so a key
        raise UsageError(f"配置文件 {path} 不是正确的 TOML，没有改动它。请先改正。") from None


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise UsageError(
            f"配置文件 {path} 写不进去：{error.strerror}。请检查权限与磁盘空间。"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
