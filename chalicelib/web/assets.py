"""Scripts, styles and words of the pages: bundled, hashed and compressed once a process."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.web.bundling import bundled, bundled_in_one_scope

HERE = Path(__file__).parent
ROOMS = ("admin", "chat", "demo", "desk", "late", "shared", "widget")
# Each by its own name, as a reader of it looks for it.
LANGUAGES: Mapping[str, str] = {"nl": "Nederlands", "en": "English", "fr": "Français"}
_PLAIN = ("nl", "en")
EMBED = "widget/embed.js"
CHAT = "chat/chat.js"
DESK = "desk/desk.js"
ADMIN = "admin/admin.js"

_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_PATH = re.compile(rf"(?:{'|'.join(ROOMS)})/[a-z0-9-]+\.(?:js|css|svg)")


@dataclass(frozen=True)
class Page:
    """An answer over HTTP, for the wiring to hand over as it is."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class _Asset:
    kind: str
    body: bytes
    packed: bytes
    tag: str


@cache
def words(language: str) -> Mapping[str, str]:
    """Every sentence of the pages in one language; of `emergency`, the one sentence in each language of its own."""
    sentences: Mapping[str, str] = json.loads((HERE / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return sentences


def words_of(language: str, *sections: str) -> dict[str, str]:
    """The sentences whose name starts with one of the sections."""
    return {key: text for key, text in words(language).items() if key.split(".")[0] in sections}


@cache
def _asset(path: str, help_given: str = "{}", languages: tuple[str, ...] = _PLAIN) -> _Asset | None:
    file = HERE / path
    if not _PATH.fullmatch(path) or not file.is_file():
        return None
    body = (_widget(help_given, languages) if path == EMBED else _text(file)).encode()
    tag = hashlib.sha256(body).hexdigest()[:16]
    return _Asset(_KINDS[file.suffix], body, gzip.compress(body, 9, mtime=0), tag)


def _text(file: Path) -> str:
    if file.suffix == ".svg":
        return file.read_text(encoding="utf-8")
    if file.parent == HERE / "late":
        return _with_given(file, {"words": _words_of_each(file.stem, LANGUAGES)})
    # The largest pages, and what visitors wait for on a telephone: joined as tightly as the widget.
    return bundled_in_one_scope(file) if file in (HERE / CHAT, HERE / DESK, HERE / ADMIN) else bundled(file)


def _widget(help_given: str, languages: tuple[str, ...]) -> str:
    """The widget: one classic script that brings words, styles and help along and leaves no global behind."""
    style = bundled(HERE / "widget" / "widget.css")
    told = {"words": _words_of_each("widget", languages), "css": style, "help": json.loads(help_given)}
    return _with_given(HERE / EMBED, told)


def languages_of_widget(language: str | None) -> tuple[str, ...]:
    """Which travel with the script, as every visitor of a site pays for each: the one that is asked for, else two."""
    return (language,) if language and language in LANGUAGES else _PLAIN


def _words_of_each(section: str, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    return {language: words_of(language, section) for language in languages}


def _with_given(file: Path, given: Mapping[str, object]) -> str:
    """A script that finds in `given` what it needs, whoever's page it runs in."""
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return f'(given=>{{"use strict";\n{bundled_in_one_scope(file)}}})({data});\n'


def version(path: str) -> str:
    """The hash that makes a URL of this asset safe to keep for a year."""
    asset = _asset(path)
    return asset.tag if asset else ""


def asset(
    path: str,
    if_none_match: str | None = None,
    accept_encoding: str | None = None,
    v: str | None = None,
    help_given: str = "{}",
    languages: tuple[str, ...] = _PLAIN,
) -> Page:
    """The asset at `room/file`; 304 when the browser has it, 404 when there is none.

    `help_given` is what the widget knows before the service answers, as JSON: channel, language, `Elsewhere`;
    `languages` are those it speaks.
    """
    found = _asset(path, help_given, languages) if path == EMBED else _asset(path)
    if found is None:
        return Page(404, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}, b"Not found\n")
    headers = {
        "ETag": f'W/"{found.tag}"',
        "Cache-Control": _caching(path, v == found.tag),
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        # The widget is fetched by the pages of the centres, everything else by our own.
        "Cross-Origin-Resource-Policy": "cross-origin" if path == EMBED else "same-origin",
    }
    if found.tag in re.findall(r'"([^"]*)"', if_none_match or ""):
        return Page(304, headers, b"")
    return _full(found, headers, accept_encoding or "")


def _caching(path: str, versioned: bool) -> str:
    if versioned:
        return "public, max-age=31536000, immutable"
    # A host page's snippet names no version: a mended widget must reach visitors within minutes.
    return "public, max-age=300, stale-while-revalidate=86400" if path == EMBED else "public, max-age=60"


def _full(found: _Asset, headers: Mapping[str, str], accept_encoding: str) -> Page:
    headers = {**headers, "Content-Type": found.kind}
    if unpacks(accept_encoding):
        return Page(200, {**headers, "Content-Encoding": "gzip"}, found.packed)
    return Page(200, headers, found.body)


def unpacks(accept_encoding: str | None) -> bool:
    """Can whoever sent this header unpack gzip?"""
    offers = (accept_encoding or "").replace(" ", "").split(",")
    return any(offer.split(";")[0] == "gzip" for offer in offers if not offer.endswith((";q=0", ";q=0.0")))


def packed(answer: Page, accept_encoding: str | None) -> Page:
    """The answer, compressed for those who can unpack it. Pages hold no secret that its length could tell."""
    if not unpacks(accept_encoding):
        return answer
    headers = {**answer.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Page(answer.status, headers, gzip.compress(answer.body, mtime=0))
