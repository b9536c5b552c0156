"""What this installation is, in figures that help whoever looks into a fault."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.settings import NO_MODEL, Settings, config_file
from corpus.catalog_tables import SCHEMA_VERSION
from ui.configuration.services import NAMES, service_of
from ui.faults import log_place

LICENCE = "Apache-2.0"


def program_rows() -> list[tuple[str, str]]:
    """PanDu's own versions, and what it runs on."""
    from ingest.version import READING_VERSION

    return [
        ("判读", _version("pandu")),
        ("阅读规则", str(READING_VERSION)),
        ("目录格式", SCHEMA_VERSION),
        ("Python", platform.python_version()),
        ("系统", f"{platform.system()} {platform.release()}（{platform.machine()}）"),
        ("许可证", LICENCE),
    ]


def package_rows() -> list[tuple[str, str]]:
    """The packages that matter most, each with its version."""
    from analysis.checkup import PACKAGES

    return [(name, _version(name)) for name in PACKAGES if name != "pandu"]


def place_rows() -> list[tuple[str, str]]:
    """Where the config file and the log are: for those who run this installation."""
    path = config_file()
    return [
        ("配置文件", f"{path}{'' if path.exists() else '（还没有，保存设置时建立）'}"),
        ("运行记录", log_place()),
    ]


def report(settings: Settings, counts: dict[str, int]) -> str:
    """What to put into a report of a fault: no path, no address, no key, no name of a document."""
    service = service_of(settings)
    model = "未启用" if settings.model == NO_MODEL else f"{settings.model}（{NAMES[service]}）"
    rows = [
        *program_rows(),
        ("语言模型", _without_home(model)),
        ("向量模型", "自带" if settings.embedding_model is None else "另外指定"),
        ("重排模型", "无" if settings.reranker is None else "另外指定"),
        *((f"库内 {name}", str(count)) for name, count in counts.items()),
        *package_rows(),
    ]
    return "\n".join(f"{label}: {value}" for label, value in rows)


def _without_home(text: str) -> str:
    """A model's name may be the folder that a local server loaded it from."""
    return text.replace(str(Path.home()), "~")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "没有安装"
