"""Documents whose every heading names its proofs: how they are read, and which tests of a file run."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path("docs")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Entry:
    """A heading with the rows that stand below it."""

    section: str
    words: str
    rows: dict[str, str]

    def links(self, row: str) -> tuple[tuple[str, str], ...]:
        """The links of a row: words and path."""
        return tuple(LINK.findall(self.rows.get(row, "")))

    def unproved(self) -> list[str]:
        """The proofs that are no test that runs."""
        return [f"{path}: {name}" for name, path in self.links("proved") if name not in runs(DOCS / path)]


def entries(document: str) -> list[Entry]:
    """Every heading of the third level in a document of `docs/`."""
    section, found = "", []
    for part in re.split(r"^(?=##)", (DOCS / document).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        if heading.startswith("## "):
            section = heading.removeprefix("## ")
        else:
            rows = dict(re.findall(r"^- (\w+): (.+)$", body, flags=re.MULTILINE))
            found.append(Entry(section, heading.removeprefix("### "), rows))
    return found


def runs(path: Path) -> set[str]:
    """Names of the tests of a file that `make test` runs: neither skipped nor kept for the long siege."""
    if not path.exists():
        return set()
    module = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = [node.value for node in module.body if isinstance(node, ast.Assign) and _is_mark(node)]
    tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return {test.name for test in tests if not _left_out([*test.decorator_list, *everywhere])}


def _is_mark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _left_out(marks: list[ast.expr]) -> bool:
    return any(re.search(r"mark\.(soak|skip|skipif|xfail|screenshots)\b", ast.unparse(mark)) for mark in marks)
