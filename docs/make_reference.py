"""Writes the command reference into both READMEs, from the commands themselves.

python docs/make_reference.py            writes
python docs/make_reference.py --check    exits 1 if a README is behind
"""

import sys
from pathlib import Path

import typer

from ui.cli import app

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.en.md")
BEGIN, END = "<!-- commands: make docs -->", "<!-- end of commands -->"


def reference() -> str:
    """A table of the commands: how each is called, and its help."""
    lines = ["| 命令 | 做什么 |", "|---|---|"]
    for name, command in sorted(typer.main.get_command(app).commands.items()):  # type: ignore[attr-defined]
        words = ["pandu", name]
        for parameter in command.params:
            if parameter.name == "help":
                continue
            if parameter.param_type_name == "argument":
                words.append(parameter.name.upper())
            else:
                words.append(f"[{parameter.opts[0]}]")
        lines.append(f"| `{' '.join(words)}` | {command.help} |")
    return "\n".join(lines)


def with_reference(text: str) -> str:
    """A README's text with the reference of today between the marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


def main() -> int:
    """The exit code."""
    behind = 0
    for readme in READMES:
        text = readme.read_text(encoding="utf-8")
        fresh = with_reference(text)
        if text != fresh:
            behind += 1
            if "--check" not in sys.argv:
                readme.write_text(fresh, encoding="utf-8")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
