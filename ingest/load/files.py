"""Finds the files behind the paths a person gives, and the reader for each."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus.errors import DocumentError
from ingest.load.json_lines import load_json_lines
from ingest.load.outcome import Loaded, Refused
from ingest.load.text import load_text

READERS: dict[str, Callable[[Path], Iterable[Loaded | Refused]]] = {
    ".txt": lambda path: [load_text(path)],
    ".md": lambda path: [load_text(path)],
    ".jsonl": load_json_lines,
}
"""One reader a suffix; a new format is a new row."""


def load_path(path: Path) -> Iterator[Loaded | Refused]:
    """Every document under a file or folder, by path; what cannot be read comes as Refused.

    In a folder, files of other kinds and hidden files are passed over in silence: a folder of
    judgments often holds a spreadsheet too. Named directly, such a file is Refused.
    """
    if path.is_dir():
        files = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file()
            and file.suffix.lower() in READERS
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        ]
        if not files:
            yield Refused(
                str(path), path.name, f"文件夹 {path} 里没有可导入的文件（支持 {supported()}）。"
            )
        for file in files:
            yield from load_file(file)
    elif path.exists():
        yield from load_file(path)
    else:
        yield Refused(str(path), path.name, f"找不到 {path}。请检查路径是否写对。")


def load_file(path: Path) -> Iterator[Loaded | Refused]:
    """Every document of one file; a file that cannot be read is one Refused."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"“{path.suffix}”格式" if path.suffix else "没有后缀的文件"
        yield Refused(
            str(path), path.name, f"{path} 是{kind}，目前不能导入；请另存为 {supported()} 再试。"
        )
        return
    try:
        if path.stat().st_size == 0:
            yield Refused(str(path), path.name, f"{path} 是空文件，没有可导入的内容。")
            return
        yield from reader(path)
    except DocumentError as error:
        yield Refused(str(path), path.name, str(error))
    except OSError as error:
        yield Refused(
            str(path), path.name, f"{path} 读不出来：{error.strerror}。请检查文件权限与磁盘。"
        )


def supported() -> str:
    """The readable suffixes, for a message."""
    return "、".join(READERS)
