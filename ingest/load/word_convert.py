"""Word 6 and 95 files through programs that may be there: LibreOffice, else antiword."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import DocumentError
from ingest.load.docx import load_docx
from ingest.load.invisible import strip_invisible
from ingest.load.room import more_memory, page_done
from ingest.read import RawDocument

SECONDS = 18.0
"""Time for one conversion, start of the program included."""

_MARK = re.compile(r"\[pic\]")
_RULE = re.compile(r"-{23}")  # antiword draws it above the notes
_ROW = re.compile(r"\|(.*)\|\s*")
_ROUGH = (
    "由 antiword 转换而来：自动编号可能缺失，隐藏文字和修订中已删除的文字可能混入正文，请核对原件。"
    "在 Word 或 WPS 中另存为 .docx 再导入，可以读得更准。"
)
_PICTURES = "含图片 {} 张，图中如有文字未读入。"
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
_NONE = f"读不了 Word 97 以前的 .doc 文件。{_SAVE_AGAIN}也可以安装 LibreOffice 或 antiword 后重试。"


@dataclass(frozen=True, slots=True)
class Converters:
    """The programs to convert with, by path; None for one that is not there."""

    soffice: str | None = None
    antiword: str | None = None


def installed() -> Converters:
    """The converters on this machine."""
    return Converters(
        shutil.which("soffice") or shutil.which("libreoffice"), shutil.which("antiword")
    )


def converted(path: Path, converters: Converters, seconds: float = SECONDS) -> RawDocument:
    """The document as the first converter that can reads it.

    LibreOffice comes first: antiword was seen to lose numbers and to show deleted words. Raises
    DocumentError, saying what to install or do, if there is none or none can read the file.
    """
    reasons = []
    for program, convert in (
        (converters.soffice, _by_soffice),
        (converters.antiword, _by_antiword),
    ):
        if program is None:
            continue
        try:
            return convert(program, path, seconds)
        except DocumentError as error:
            reasons.append(str(error))
    raise DocumentError(reasons[-1] if reasons else f"{path}：{_NONE}")


def _by_soffice(program: str, path: Path, seconds: float) -> RawDocument:
    more_memory()
    page_done()  # it takes seconds to start: the clock begins anew
    with tempfile.TemporaryDirectory() as folder:
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            # Left to guess, it takes a damaged document for plain text and reads its bytes.
            *(
                "--headless",
                "--norestore",
                "--infilter=MS Word 95",
                "--convert-to",
                "docx:MS Word 2007 XML",
            ),
            *("--outdir", folder, str(path.resolve())),
        ]
        _run(command, path, seconds)
        result = Path(folder, path.stem + ".docx")
        if not result.is_file():
            raise DocumentError(
                f"{path}：LibreOffice 打不开这份文件，可能已损坏或加了密码。{_SAVE_AGAIN}"
            )
        (loaded,) = load_docx(result)
    return replace(loaded.document, name=path.stem)


def _by_antiword(program: str, path: Path, seconds: float) -> RawDocument:
    out = _run([program, "-m", "UTF-8.txt", "-w", "0", str(path.resolve())], path, seconds)
    try:
        # It writes characters beyond the 65,536th as two halves.
        text = (
            out.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
        )
    except UnicodeError as error:
        raise DocumentError(f"{path}：antiword 转换出的文字无法解码。{_SAVE_AGAIN}") from error
    pictures = len(_MARK.findall(text))
    lines = [_line(line) for line in _MARK.sub("", text).replace("\f", "\n").splitlines()]
    kept = "\n".join(line for line in lines if line.strip() and not _RULE.fullmatch(line))
    if not kept:
        raise DocumentError(
            f"{path}：antiword 没有读出文字，文件可能已损坏、加了密码或不是 .doc。{_SAVE_AGAIN}"
        )
    seen = strip_invisible(kept)
    notes = [_ROUGH, _PICTURES.format(pictures) if pictures else "", seen.note]
    return RawDocument(seen.text, path.stem, {}, tuple(note for note in notes if note))


def _line(line: str) -> str:
    row = _ROW.fullmatch(line)
    return "\t".join(cell.strip() for cell in row[1].split("|")).rstrip("\t") if row else line


def _run(command: Sequence[str], path: Path, seconds: float) -> bytes:
    """What the program printed; DocumentError if it cannot start, fails or takes too long."""
    name = Path(command[0]).name
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise DocumentError(
            f"{path}：{name} 启动不了（{error.strerror}）。{_SAVE_AGAIN}"
        ) from error
    with process:
        try:
            out, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)  # the session is its own: no other is met
            raise DocumentError(
                f"{path}：{name} 超过 {seconds:.0f} 秒没有转换完，已停止。{_SAVE_AGAIN}"
            ) from error
    if process.returncode:
        raise DocumentError(
            f"{path}：{name} 转换失败，文件可能已损坏、加了密码或不是 .doc。{_SAVE_AGAIN}"
        )
    return out
