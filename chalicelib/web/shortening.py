"""Shortens names in a joined script, where nothing but that script can mean them.

A name is shortened everywhere or nowhere, and only when the script itself declares it (`const`, `let`, `function`,
`class`) and never uses it as a member, a key or in shorthand, where it would be a name of the browser or of data; or
when it is private to a class. So it does not matter which scope a use belongs to. A test holds, with TypeScript's
own parser, that nothing else changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from string import ascii_letters

_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"'  # texts
    r"|`(?:[^`\\]|\\.)*`"
    r"|/(?![/* ])(?:[^/\\\n\[]|\\.|\[[^\]]*\])+/[a-z]*(?=[.,)\]])"  # patterns: something is done with them at once
    r"|#?[A-Za-z_$][\w$]*|\d[\w.]*|=>|\?\.|\.\.\.|\s+|.",
    re.DOTALL,
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_HOLE = re.compile(r"\$\{[^}]*\}")
_TAKEN = re.compile(r"function \w+ \( ([\w$ ,]*) \)|\( ([\w$ ,]*) \) =>")
_DECLARES = {"const", "let", "function", "class"}


def shortened(script: str) -> str:
    """The same script with short names."""
    tokens = _TOKEN.findall(script)
    short = _short_names(tokens)
    return "".join(_said(token, short) for token in tokens)


def _said(token: str, short: Mapping[str, str]) -> str:
    if token.startswith("`"):
        return _HOLE.sub(lambda hole: "".join(short.get(part, part) for part in _TOKEN.findall(hole[0])), token)
    return short.get(token, token)


def _short_names(tokens: list[str]) -> Mapping[str, str]:
    words = [token for token in tokens if not token.isspace()]
    holes = " ".join(hole for word in words if word.startswith("`") for hole in _HOLE.findall(word))
    taken = {name for word in [*words, holes] for name in _NAME.findall(word)}
    uses = Counter(words)
    declared = _declared(words)
    ours = sorted(declared - _elsewhere(words) - _methods(words, declared), key=lambda name: (-uses[name], name))
    free = (name for name in _candidates() if name not in taken)
    private = sorted(word for word in set(words) if word.startswith("#") and len(word) > 1)
    hidden = {name: f"#{letter}" for name, letter in zip(private, ascii_letters, strict=False)}
    return dict(zip((name for name in ours if len(name) > 2), free, strict=False)) | hidden


def _declared(words: list[str]) -> set[str]:
    """What a word of declaring precedes, and what functions take."""
    named = {name for before, name in pairwise(words) if before in _DECLARES and _NAME.fullmatch(name)}
    code = " ".join(word for word in words if word[0] not in '"`')
    return named | {name for first, second in _TAKEN.findall(code) for name in _NAME.findall(first or second)}


def _elsewhere(words: list[str]) -> set[str]:
    """Names that stand where a name of the browser, of an element or of data can stand."""
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return {name for before, name, after in around if _is_foreign(before, after)}


def _methods(words: list[str], names: set[str]) -> set[str]:
    """Those of the names that a method bears too: what stands in brackets after it is followed by its body."""
    named = [at for at, word in enumerate(words[1:-1], 1) if word in names and words[at + 1] == "("]
    return {words[at] for at in named if words[at - 1] != "function" and _after_brackets(words, at + 1) == "{"}


def _after_brackets(words: list[str], begin: int) -> str:
    depth = 0
    for at in range(begin, len(words) - 1):
        depth += {"(": 1, ")": -1}.get(words[at], 0)
        if depth == 0:
            return words[at + 1]
    return ""


def _is_foreign(before: str, after: str) -> bool:
    return before in (".", "?.") or after == ":" or (before in ("{", ",") and after in (",", "}", "="))


def _candidates() -> Iterator[str]:
    for length in (1, 2, 3):
        for letters in product(ascii_letters, repeat=length):
            yield "".join(letters)
