"""What axe-core holds against a page that is open in a browser."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
"""Put there by `npm ci --prefix tests`; its version is fixed in package.json."""

GRAVE = {"serious", "critical"}

_RUN = """async () => {
  for (const fold of document.querySelectorAll(".stHtml details")) fold.open = true;
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, elements:
    nodes.map((node) => `${node.target.join(" ")} | ${node.html.slice(0, 160)} | `
      + node.failureSummary.replace(/\\s+/g, " ").slice(0, 300)) }));
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that elements of a page break."""

    rule: str
    impact: str  # minor, moderate, serious, critical
    words: str
    elements: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether somebody cannot use the page for it."""
        return self.impact in GRAVE

    def __str__(self) -> str:
        lines = "".join(f"\n    {element}" for element in self.elements)
        return f"{self.impact} {self.rule}: {self.words}{lines}"


def violations(page: Page) -> list[Violation]:
    """What breaks a rule on the page as it is now, our folds unfolded.

    The page's own content security policy must be bypassed (`new_context(bypass_csp=True)`).
    """
    page.add_script_tag(content=_script())
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [Violation(v["id"], v["impact"], v["help"], tuple(v["elements"])) for v in found]


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
