"""One library on disk: where its parts lie, what made them, and who may write.

LIBRARY/
├── catalog.sqlite      the truth
├── manifest.json       what the indexes were made with
├── writer.lock         held by the one writer
├── uploads/            files that came through the page
└── indexes/            derived, rebuilt at any time
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus.catalog import Catalog
from corpus.catalog_tables import SCHEMA_VERSION
from corpus.errors import LibraryBusy, LibraryError, LibraryMismatch

CATALOG_FILE = "catalog.sqlite"

LOCK_SECONDS = 0.8
"""How long a second writer waits before it is refused: within a second, so a person notices."""

SCHEMA_NOTE = "schema"
"""The tables' version, kept in the catalog too, so that a lost manifest loses only the indexes."""

MANIFEST_LABELS = {
    "analyzer": "分词器与词典",
    "embedding_model": "向量模型",
    "embedding_fingerprint": "向量模型的内容",
    "embedding_dimension": "向量维数",
    "splitter": "阅读与切分规则",
}
"""The manifest's keys, each with the words a person is told it by."""


class Library:
    """A library folder, made if it is not there. Raises LibraryError if it cannot be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.index_folder.mkdir(exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"文库文件夹 {folder} 无法建立或写入：{error.strerror}。"
                "请检查路径与权限，或用 --library 指定别的文件夹。"
            ) from error
        self.catalog = Catalog(f"sqlite:///{folder / CATALOG_FILE}")
        self._lock = FileLock(folder / "writer.lock")

    @property
    def index_folder(self) -> Path:
        """Where the indexes lie."""
        return self.folder / "indexes"

    @property
    def upload_folder(self) -> Path:
        """Where files that came through the page are kept; made at the first of them."""
        return self.folder / "uploads"

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever indexed here."""
        return not self._manifest_file.exists() and self.catalog.size().judgments == 0

    def close(self) -> None:
        """Give back the database connections."""
        self.catalog.close()

    @contextmanager
    def writing(self, wait: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the writer's place. Raises LibraryBusy after `wait` seconds if another has it."""
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise LibraryBusy(
                f"另一个进程正在写入文库 {self.folder}。请等它结束后再试，"
                "或用 --library 指定另一个文库；查询不受影响。"
            ) from error
        except OSError as error:
            raise LibraryError(
                f"文库 {self.folder} 不可写：{error.strerror}。请检查权限与磁盘空间。"
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    def check_schema(self) -> None:
        """Accept a new library or one with the tables of today; else LibraryMismatch.

        No rebuild helps against other tables, so this comes before one, too.
        """
        if self.is_new:
            return
        made_with = self.catalog.note(SCHEMA_NOTE) or (self._manifest() or {}).get("schema", "无")
        if made_with != SCHEMA_VERSION:
            raise LibraryMismatch(
                f"文库 {self.folder} 是别的版本的判读建的（目录格式 {made_with}，"
                f"现在是 {SCHEMA_VERSION}），这个版本读不了。"
                "请用 --library 指定一个新文件夹，重新导入文书原件。"
            )

    def check_manifest(self, current: Mapping[str, str]) -> None:
        """Accept a new library or one made with the same means; else LibraryMismatch.

        Raises LibraryError where the manifest is lost or damaged.
        """
        if self.is_new:
            return
        stored = self._manifest()
        if stored is None:
            raise LibraryError(
                f"文库清单 {self._manifest_file} 丢失或损坏，不知道索引是用什么建的。"
                "请运行 pandu ingest --rebuild 重建索引；文书本身没有丢失。"
            )
        differing = [
            f"{MANIFEST_LABELS.get(key, key)}（文库：{stored.get(key, '无')}；现在：{value}）"
            for key, value in current.items()
            if stored.get(key) != value
        ]
        if differing:
            raise LibraryMismatch(
                f"文库 {self.folder} 是用别的设置建的，不能直接查询：{'；'.join(differing)}。"
                "请恢复原来的设置，或运行 pandu ingest --rebuild 用现在的设置重建索引。"
            )

    def write_manifest(self, current: Mapping[str, str]) -> None:
        """Record what the indexes are made with; complete or not at all."""
        draft = self._manifest_file.with_suffix(".draft")
        content = {"schema": SCHEMA_VERSION, **current}
        with draft.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._manifest_file)
        self.catalog.set_note(SCHEMA_NOTE, SCHEMA_VERSION)

    def _manifest(self) -> dict[str, Any] | None:
        try:
            stored = json.loads(self._manifest_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return stored if isinstance(stored, dict) else None

    @property
    def _manifest_file(self) -> Path:
        return self.folder / "manifest.json"
