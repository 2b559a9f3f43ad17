"""`app.py` stands above everything: it knows Chalice and the wiring, and nothing beneath."""

import ast
from pathlib import Path

ALLOWED = {"chalice", "chalice.app", "chalicelib.wiring"}


def test_app_imports_chalice_and_the_wiring_only() -> None:
    ours = {name for name in _imports(Path("app.py")) if name.split(".")[0] in {"boto3", "botocore", "chalicelib"}}
    assert ours <= ALLOWED


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= _named(node)
    return found


def _named(node: ast.ImportFrom) -> set[str]:
    module = node.module or ""
    if module == "chalicelib":
        return {f"{module}.{alias.name}" for alias in node.names}
    return {module}
