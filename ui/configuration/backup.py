"""设置 · 备份与恢复: the library into one file while it is used, and out of it again."""

import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

import streamlit as st

from analysis.config_writer import save_settings
from analysis.restoring import Restored
from analysis.settings import Settings, load_settings, set_by_environment
from corpus.backup import Backup, backup_name
from corpus.errors import UsageError
from ui import opened
from ui.configuration.disk import in_words
from ui.configuration.progress import is_busy, show_work
from ui.configuration.said import say, show_said
from ui.configuration.shown import note
from ui.configuration.work import Outcome, Tell, desk
from ui.faults import told

BACKUP, RESTORE = "backup", "restore"

LARGEST_DOWNLOAD = 200 * 1024 * 1024
"""Bytes of a back-up that goes through the browser; a larger one is saved to a folder."""


def draw(settings: Settings) -> None:
    """Draw it for whoever may do it."""
    st.header("备份", anchor=False)
    st.html(
        note(
            "整个文库写进一个 .zip 文件：文书、上传的原件、评测，附校验值。备份时照常提问和导入。"
            "索引不在其中，恢复时重建；设置和密钥也不在其中。"
        )
    )
    show_said(BACKUP)
    _backup(settings)
    st.header("恢复", anchor=False)
    st.html(
        note("先逐项校验，再放进一个新文件夹并重建索引；从不覆盖已有的文库。现在的文库不受影响。")
    )
    show_said(RESTORE)
    _restore(settings)


@cache
def _downloads() -> "tempfile.TemporaryDirectory[str]":
    """Where a back-up waits to be downloaded; gone with this process."""
    return tempfile.TemporaryDirectory(prefix="pandu-download-")


def _backup(settings: Settings) -> None:
    folder = st.text_input(
        "保存到文件夹",
        value=str(settings.library.resolve().parent / "pandu-backups"),
        key="backup_folder",
        help="运行判读的这台机器上的文件夹；没有就新建。最好在另一块磁盘上。",
    )
    left, right, _ = st.columns([1, 1, 1])
    left.button(
        "保存到这里",
        key="backup_save",
        type="primary",
        disabled=is_busy() or not folder.strip(),
        width="stretch",
        on_click=_save_to,
        args=(settings, folder.strip()),
    )
    right.button(
        "准备下载",
        key="backup_download",
        disabled=is_busy(),
        width="stretch",
        help=f"不超过 {in_words(LARGEST_DOWNLOAD)} 的备份可以从浏览器下载。",
        on_click=_prepare,
        args=(settings,),
    )
    outcome = show_work(BACKUP)
    made = outcome.made if outcome else None
    if isinstance(made, Backup) and made.path.parent == Path(_downloads().name):
        if not made.path.is_file():
            return
        if (size := made.path.stat().st_size) <= LARGEST_DOWNLOAD:
            st.download_button(
                f"下载 {made.path.name}（{in_words(size)}）",
                data=made.path.read_bytes,
                file_name=made.path.name,
                mime="application/zip",
                key="backup_file",
                on_click="ignore",
                icon=":material/download:",
            )


def _save_to(settings: Settings, folder: str) -> None:
    def do(tell: Tell) -> Outcome:
        place = Path(folder).expanduser()
        if not place.is_absolute():
            raise UsageError("请写完整的文件夹路径。")
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"文件夹 {place} 建不了：{error.strerror}。请换一个位置。") from error
        return _done(_write(settings, place, tell))

    desk().begin(BACKUP, "备份", do)


def _prepare(settings: Settings) -> None:
    def do(tell: Tell) -> Outcome:
        place = Path(_downloads().name)
        for earlier in place.iterdir():
            earlier.unlink()
        made = _write(settings, place, tell)
        if made.path.stat().st_size > LARGEST_DOWNLOAD:
            made.path.unlink()
            raise UsageError(
                f"备份超过 {in_words(LARGEST_DOWNLOAD)}，不便从浏览器下载；请用“保存到这里”。"
            )
        return Outcome(f"备份好了：{made.contents.judgments:,} 份文书，可以下载。", made=made)

    desk().begin(BACKUP, "备份", do)


def _write(settings: Settings, place: Path, tell: Tell) -> Backup:
    from corpus.backup import write_backup

    target = place / backup_name(datetime.now().astimezone())
    return write_backup(
        settings.library, target, lambda done, total: tell("读取与写入", done, total)
    )


def _done(made: Backup) -> Outcome:
    size = in_words(made.path.stat().st_size)
    words = f"已备份 {made.contents.judgments:,} 份文书到 {made.path}（{size}）。"
    return Outcome(f"{words}备份含文书全文，没有加密，请妥善保管。", made=made)


def _restore(settings: Settings) -> None:
    file = st.text_input(
        "备份文件",
        placeholder="/备份/pandu-20260305-093007.zip",
        key="restore_file",
        help="运行判读的这台机器上的 .zip 文件。",
    ).strip()
    now = datetime.now().astimezone()
    folder = st.text_input(
        "恢复到新文件夹",
        value=str(settings.library.resolve().parent / f"library-{now:%Y%m%d}"),
        key="restore_folder",
    ).strip()
    st.button(
        "校验并恢复",
        key="restore_begin",
        disabled=is_busy() or not file or not folder,
        on_click=_begin_restore,
        args=(settings, file, folder),
    )
    outcome = show_work(RESTORE)
    if outcome and isinstance(outcome.made, Restored):
        _offer(settings, outcome.made)


def _begin_restore(settings: Settings, file: str, folder: str) -> None:
    def do(tell: Tell) -> Outcome:
        from analysis.restoring import restore

        source, place = Path(file).expanduser(), Path(folder).expanduser()
        if not (source.is_absolute() and place.is_absolute()):
            raise UsageError("请写完整的路径。")
        made = restore(source, place, settings, tell)
        words = f"已恢复 {made.judgments:,} 份文书，{made.passages:,} 段，在 {made.folder}。"
        return Outcome(f"{words}（备份于 {made.made[:16].replace('T', ' ')}）", made=made)

    desk().begin(RESTORE, "恢复", do)


def _offer(settings: Settings, made: Restored) -> None:
    """How a restored library is opened: by this page from now on, or by a command."""
    if settings.library.resolve() == made.folder.resolve():
        st.html(note("这个页面现在用的就是它。"))
        return
    if set_by_environment("library"):
        words = f"打开它：停下判读，再运行 pandu chat --library {made.folder}"
        st.html(note(words))
        return
    sure = st.checkbox("我要改用恢复出来的文库；现在的文库留在原处，不删除", key="restore_sure")
    st.button(
        "改用这个文库",
        key="restore_use",
        disabled=not sure,
        on_click=_use,
        args=(made.folder,),
    )


def _use(folder: Path) -> None:
    try:
        save_settings({"library": folder.resolve()})
        opened.forget()
        load_settings()
    except Exception as error:
        say(RESTORE, told(error), "bad")
        return
    desk().put_away(RESTORE)
    say(RESTORE, f"已改用 {folder}，所有页面从下一步起都用它。", "good")
