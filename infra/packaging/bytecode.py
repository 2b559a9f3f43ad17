"""Compiled modules inside the package: a cold start then imports instead of compiling."""

import importlib.util
import py_compile
import tempfile
import zipfile
from pathlib import Path

_DATE = (2020, 1, 1, 0, 0, 0)


def compile_archive(archive: Path) -> None:
    """Add the missing `.pyc` of every module in `archive`."""
    with zipfile.ZipFile(archive) as source:
        present = set(source.namelist())
        missing = {name: source.read(name) for name in present if _wants(name, present)}
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(missing):
            target.writestr(zipfile.ZipInfo(_compiled(name), _DATE), _compile(name, missing[name]))


def _wants(name: str, present: set[str]) -> bool:
    return name.endswith(".py") and _compiled(name) not in present


def _compiled(name: str) -> str:
    return importlib.util.cache_from_source(name)


def _compile(name: str, source: bytes) -> bytes:
    # Unchecked: Lambda's file system is read-only and its dates mean nothing, so nothing is compared.
    with tempfile.TemporaryDirectory() as folder:
        module, compiled = Path(folder) / "module.py", Path(folder) / "module.pyc"
        module.write_bytes(source)
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(module), str(compiled), dfile=name, doraise=True, invalidation_mode=mode)
        return compiled.read_bytes()
