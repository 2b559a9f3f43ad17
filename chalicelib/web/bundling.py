"""Joins the modules of a page into the one script (and one style sheet) that a browser fetches.

The sources are plain ES modules that run as they are. Served one by one they would cost a cold function
each, and the widget may make two requests in all; so what is served is their text in import order, each in
a scope of its own, without comments and indentation. Nothing is renamed and nothing is compiled. What visitors
fetch, the widget and the chat, is joined tighter: in one scope, as no two of its modules use a name, with short names;
so are the desk and the office, the largest pages.
"""

import re
from functools import cache
from pathlib import Path

from chalicelib.web.shortening import shortened

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_STYLE_IMPORT = re.compile(r'^@import "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_TOP = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_UNJOINABLE = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
_COMMENT_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_STYLE_SPACE = re.compile(r"\s*;?\s*(\})\s*|\s*([{;,>])\s*|(?<=[a-z]):\s+")
# Strings and templates keep their spaces; elsewhere those around punctuation say nothing to a browser.
_TEXT = re.compile(r'("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)')
_SCRIPT_SPACE = re.compile(
    r"(?<=[;{,(])\n|(?<=[,{]) | (?=\})| (=>|={1,3}|!==|\?\??|&&|\|\||[:<>]) |(?<=\w): |(?<=\)) (?=\{)"
    r"|(?<=\bif) (?=\()|(?<=\bfor) (?=\()|(?<=\btry) (?=\{)|(?<=\bcatch) (?=\{)|(?<=\breturn) (?=\{)"
    r"|(?<=\)) (?=\w)|(?<=\}) (?=catch|finally)|(?<=\bfinally) (?=\{)"
)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


class CannotBundle(ValueError):
    """A module uses a form of import or export that bundling would change the meaning of."""


@cache
def bundled(entry: Path) -> str:
    """The text of `entry` with everything it imports before it, each file once."""
    files = _files(entry)
    if entry.suffix == ".css":
        return "".join(_bare_style(file) for file in files)
    return "".join(_scoped(file, files) for file in files)


@cache
def bundled_in_one_scope(entry: Path) -> str:
    """The same for a script that has a scope of its own: it stands in a function, or is a module.

    Raises CannotBundle when two modules declare one name.
    """
    texts = [_bare(file) for file in _files(entry)]
    names = [name for text in texts for name in _TOP.findall(text)]
    if twice := {name for name in names if names.count(name) > 1}:
        raise CannotBundle(f"declared twice: {', '.join(sorted(twice))}")
    return shortened("".join(_squeezed(_INDENT.sub("", _IMPORT.sub(_unimported, text))) for text in texts))


def _files(entry: Path) -> dict[Path, int]:
    files: dict[Path, int] = {}
    _visit(entry.resolve(), (), files)
    return files


def _visit(file: Path, importers: tuple[Path, ...], files: dict[Path, int]) -> None:
    if file in importers:
        raise CannotBundle(f"{file.name} imports itself in a circle")
    if file in files:
        return
    for imported in _imports(file):
        _visit(imported, (*importers, file), files)
    files[file] = len(files)


def _imports(file: Path) -> list[Path]:
    pattern = _STYLE_IMPORT if file.suffix == ".css" else _IMPORT
    matches = pattern.finditer(file.read_text(encoding="utf-8"))
    return [(file.parent / match[match.re.groups]).resolve() for match in matches]


def _scoped(file: Path, files: dict[Path, int]) -> str:
    """`const m3=(()=>{const {what,it,imports}=m1; … return {what,it,exports}})()`."""
    exports = ",".join(match[2] for match in _EXPORT.finditer(file.read_text(encoding="utf-8")))
    text = _IMPORT.sub(lambda match: _imported(match, file, files), _bare(file))
    return f"const m{files[file]}=(()=>{{\n{_squeezed(_INDENT.sub('', text))}return{{{exports}}}}})();\n"


def _bare(file: Path) -> str:
    """The module without comments and the word `export`; its imports still stand in it."""
    text = file.read_text(encoding="utf-8")
    text = _EXPORT.sub(r"\1", _CAST.sub("", _COMMENT_LINE.sub("", _COMMENT_BLOCK.sub("", text))))
    if strange := _UNJOINABLE.search(_IMPORT.sub("", text)):
        raise CannotBundle(f"{file.name}: {strange[0]}")
    return text


def _unimported(match: re.Match[str]) -> str:
    if " as " in (match[1] or ""):
        raise CannotBundle(f"renamed in one scope: {match[1]}")
    return ""


def _squeezed(script: str) -> str:
    parts = _TEXT.split(script)
    parts[::2] = [_SCRIPT_SPACE.sub(lambda match: match[1] or match[0].strip(), part) for part in parts[::2]]
    return "".join(parts)


def _imported(match: re.Match[str], file: Path, files: dict[Path, int]) -> str:
    if not match[1]:
        return ""
    names = "".join(match[1].split()) if " as " not in match[1] else match[1].replace(" as ", ": ")
    return f"const{{{names}}}=m{files[(file.parent / match[2]).resolve()]};\n"


def _bare_style(file: Path) -> str:
    text = _STYLE_IMPORT.sub("", file.read_text(encoding="utf-8"))
    return _STYLE_SPACE.sub(lambda match: match[1] or match[2] or ":", _COMMENT_BLOCK.sub("", text))
