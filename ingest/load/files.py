"""Finds the files behind the paths a person gives, and the reader for each."""

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import DocumentError
from ingest.load.archive import load_zip
from ingest.load.docx import load_docx
from ingest.load.html import load_html
from ingest.load.json_lines import load_json_lines
from ingest.load.outcome import Loaded, Refused
from ingest.load.pdf import load_pdf
from ingest.load.scan import load_scan
from ingest.load.sniff import KINDS, SUPPORTED, is_text, kind_of
from ingest.load.tables import load_csv, load_json, load_spreadsheet
from ingest.load.text import load_text
from ingest.load.word_binary import load_doc

READERS: dict[str, Callable[[Path], Iterable[Loaded | Refused]]] = {
    ".txt": lambda path: [load_text(path)],
    ".md": lambda path: [load_text(path)],
    ".json": load_json,
    ".jsonl": load_json_lines,
    ".csv": load_csv,
    ".xlsx": load_spreadsheet,
    ".xls": load_spreadsheet,
    ".html": load_html,
    ".htm": load_html,
    ".pdf": load_pdf,
    ".png": load_scan,
    ".jpg": load_scan,
    ".jpeg": load_scan,
    ".tif": load_scan,
    ".tiff": load_scan,
    ".docx": load_docx,
    ".docm": load_docx,
    ".doc": load_doc,
    ".zip": lambda path: load_zip(path, load_file, holds_documents, 0),
}
"""One reader a suffix; a new format is a new row."""

ALIKE: tuple[frozenset[str], ...] = (
    frozenset({".docx", ".docm"}),
    frozenset({".html", ".htm", ".xhtml", ".mht"}),
    frozenset({".jpg", ".jpeg"}),
    frozenset({".tif", ".tiff"}),
)
"""Suffixes of one kind of file."""

ZIPPED = frozenset({".docx", ".docm", ".xlsx"})
"""Formats that are zips inside."""

BINARY = frozenset({*READERS} - {".txt", ".md", ".json", ".jsonl", ".csv", ".html", ".htm"})
"""Formats that are no text: what is text under such a name is read as that."""

STREAMED = frozenset({".jsonl", ".csv", ".zip"})
"""Formats that are read piece by piece, whatever their size."""

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is read as a whole."""


def files_under(path: Path) -> Iterator[Path | Refused]:
    """Every file to be read under a file or folder, by path; what cannot be read as Refused.

    In a folder, files of other kinds and hidden files are passed over in silence: a folder of
    judgments often holds a picture or a lock file too. Links are followed to files within the
    folder, which are there anyway, and refused where they lead out of it. Nothing is opened.
    """
    if path.is_dir():
        found = sorted(_in_folder(path))
        if not found:
            yield Refused(
                str(path), path.name, f"文件夹 {path} 里没有可导入的文件（支持 {SUPPORTED}）。"
            )
        inside = path.resolve()
        for file in found:
            if not file.is_symlink():
                yield file
            elif not file.resolve().is_relative_to(inside):
                yield Refused(
                    str(file),
                    file.name,
                    f"{file} 是指向文件夹之外的链接，没有导入。如果需要，请直接导入它指向的文件。",
                )
    elif path.is_file():
        yield path
    elif path.exists():
        yield Refused(str(path), path.name, f"{path} 不是普通文件，不能导入。")
    else:
        yield Refused(str(path), path.name, f"找不到 {path}。请检查路径是否写对。")


def _of_a_page(folder: str, beside: Sequence[str]) -> bool:
    """Whether a browser put a saved page's pictures and frames there: 判决.html, 判决_files."""
    page = folder.removesuffix("_files")
    return page != folder and any(f"{page}{suffix}" in beside for suffix in (".html", ".htm"))


def _in_folder(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not _of_a_page(name, names)
        ]
        yield from (link for name in folders if (link := Path(place, name)).is_symlink())
        for name in filter(holds_documents, names):
            file = Path(place, name)
            if file.is_symlink() or file.is_file():
                yield file


def holds_documents(name: str) -> bool:
    """Whether a file of this name is read where it is met among others."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in READERS


def load_file(path: Path, depth: int = 0) -> Iterator[Loaded | Refused]:
    """Every document of one file, which lies in `depth` zips; one that cannot be read is Refused.

    What the bytes say goes before what the name says. To be called in a reading process.
    """
    try:
        size = path.stat().st_size
        if size == 0:
            yield Refused(str(path), path.name, f"{path} 是空文件，没有可导入的内容。")
            return
        kind = _kind(path)
        if size > LARGEST and kind not in STREAMED:
            yield Refused(
                str(path),
                path.name,
                f"{path} 有 {size // 1024 // 1024} MB，太大（一个文件最多 "
                f"{LARGEST // 1024 // 1024} MB）。请拆小，或把多份文书存成 .jsonl 再导入。",
            )
            return
        remark = _remark(path, kind)
        if kind == ".zip":
            outcomes: Iterable[Loaded | Refused] = load_zip(path, load_file, holds_documents, depth)
        else:
            outcomes = READERS[kind](path)
        for outcome in outcomes:
            if remark and isinstance(outcome, Loaded):
                yield replace(outcome, remark=remark)
            else:
                yield outcome
    except DocumentError as error:
        yield Refused(str(path), path.name, str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Refused(str(path), path.name, f"{path} 读不出来：{reason}。请检查文件权限与磁盘。")


def _kind(path: Path) -> str:
    """The suffix whose reader is to read the file. Raises DocumentError if there is none."""
    named, found = path.suffix.lower(), kind_of(path)
    if found == ".encrypted":
        raise DocumentError(f"{path} 加了密码，读不出来。请用密码打开，去掉密码另存后再导入。")
    if found is None and named in BINARY and is_text(path):
        return ".csv" if named in (".xls", ".xlsx") else ".txt"
    if found == ".zip" and named in ZIPPED and not zipfile.is_zipfile(path):
        return named  # cut off: its own reader knows what to say
    if named in READERS and (found is None or _alike(named, found)):
        return named
    if found in READERS:
        return found
    if named in READERS and found is not None:
        raise DocumentError(
            f"{path} 的后缀是 {named}，内容却是{KINDS[found]}，目前不能导入；"
            "请另存为 .docx、.pdf 或 .txt 再导入。"
        )
    said = f"“{path.suffix}”格式" if path.suffix else "没有后缀的文件"
    raise DocumentError(f"{path} 是{said}，目前不能导入；请另存为 .docx、.pdf 或 .txt 再导入。")


def _remark(path: Path, kind: str) -> str:
    named = path.suffix.lower()
    if named == kind:
        return ""
    return f"后缀是 {named or '空的'}，内容是{KINDS[kind]}，已按内容读取"


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in ALIKE)
