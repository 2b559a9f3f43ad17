"""The pages as answers: `page` for HTML, `asset` for what it fetches. Pure: the wiring brings settings."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from chalicelib.web.assets import (
    EMBED,
    HERE,
    LANGUAGES,
    Page,
    asset,
    languages_of_widget,
    packed,
    version,
    words,
    words_of,
)
from chalicelib.web.bundling import bundled
from chalicelib.web.headers import for_html, origins, policy

__all__ = ["EMBED", "ChannelShown", "Page", "PageSettings", "asset", "page", "widget"]

# Where a page stands, as seen from the root of the stage: pages know relative URLs only.
_ROOTS = {"demo": "./", "chat": "../", "desk": "./", "admin": "./"}
# Whose sentences a page gets besides its own: the visitor's pages must stay light. Those of `page` stand in the HTML
# of the chat alone, so its script gets no copy.
_STAFF = ("desk", "admin")
_HOLE = re.compile(r"\{\{([a-z_.:]+)\}\}")


@dataclass(frozen=True)
class ChannelShown:
    """A channel as pages show it; `elsewhere` is the JSON of the protocol's `Elsewhere`."""

    title: str
    elsewhere: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class PageSettings:
    """What the pages are told about the deployment."""

    socket_url: str
    channels: Mapping[str, ChannelShown]
    manager_name: str
    manager_email: str
    host_origins: Sequence[str] = ()
    exit_url: str = "https://www.meteo.be/nl"
    oidc: Mapping[str, str] | None = None
    trials: Sequence[str] = ()


def page(
    name: str,
    settings: PageSettings,
    *,
    language: str | None = None,
    channel: str | None = None,
    accept_encoding: str | None = None,
) -> Page:
    """The HTML page `demo`, `chat`, `desk` or `admin`; 404 for a page or a channel that is not there."""
    spoken = language if language and language in LANGUAGES else "nl"
    if name not in _ROOTS or (name == "chat" and channel not in settings.channels):
        return Page(404, for_html(policy((), ())), words(spoken)["shared.no_page"].encode())
    values = _values(name, settings, spoken, channel)
    template = (HERE / name / "page.html").read_text(encoding="utf-8")
    html = _HOLE.sub(lambda hole: _filled(hole[1], values, words(spoken)), template)
    return packed(Page(200, for_html(_policy(name, settings)), html.encode()), accept_encoding)


def widget(
    channels: Mapping[str, Mapping[str, ChannelShown]],
    if_none_match: str | None = None,
    accept_encoding: str | None = None,
    language: str | None = None,
) -> Page:
    """The script of the widget. `channels`, by language, is the help that it shows before the service answers.

    It speaks `language`; Dutch and English when that is not named, or is none of ours.
    """
    languages = languages_of_widget(language)
    known = sorted({key for each in languages for key in channels[each]})
    told = {key: {each: _first_help(channels[each][key]) for each in languages} for key in known}
    help_given = json.dumps(told, ensure_ascii=False)
    return asset(EMBED, if_none_match, accept_encoding, help_given=help_given, languages=languages)


def _first_help(shown: ChannelShown) -> dict[str, object]:
    """The emergency numbers and where to write to the centre itself: few bytes, each of which everybody fetches."""
    writing = [way for way in _ways(shown, "alternatives") if not way.get("phone")]
    return {"emergency": _ways(shown, "emergency"), "alternatives": writing}


def _policy(name: str, settings: PageSettings) -> str:
    sign_in = origins((settings.oidc or {}).values()) if name in _STAFF else []
    if name == "demo":
        return policy((settings.socket_url,), settings.trials, ("'self'",), _first())
    sites = ("'self'", *settings.host_origins) if name == "chat" else ()
    return policy((settings.socket_url, *sign_in), (*sites, *settings.trials))


def _first() -> str:
    """What the demo page does before it fetches anything; it stands in the page, because it mends the way there."""
    return bundled(HERE / "demo" / "slash.js")


def _values(name: str, settings: PageSettings, language: str, channel: str | None) -> dict[str, str]:
    root = _ROOTS[name]
    shown = settings.channels.get(channel or "") or ChannelShown("")
    return {
        "lang": language,
        "languages": other_languages(language),
        "root": root,
        "channel": escape(channel or ""),
        "title": escape(shown.title),
        "exit": escape(settings.exit_url),
        "script": f"{root}assets/{name}/{name}.js?v={version(f'{name}/{name}.js')}",
        "first": _first(),
        "style": f"{root}assets/{name}/{name}.css?v={version(f'{name}/{name}.css')}",
        "settings": _settings(name, settings, language, channel),
        "emergency_first": _help(_ways(shown, "emergency")[:2]),
        "emergency_more": _help(_ways(shown, "emergency")[2:]),
        "alternatives": _help(_ways(shown, "alternatives")),
        "emergency_languages": _in_other_languages(),
    }


def _filled(hole: str, values: Mapping[str, str], sentences: Mapping[str, str]) -> str:
    kind, _, key = hole.partition(":")
    return escape(sentences[key]) if kind == "say" else values[kind]


def _settings(name: str, settings: PageSettings, language: str, channel: str | None) -> str:
    told = {
        "page": name,
        "lang": language,
        "words": words_of(language, "shared", name, *(("staff",) if name in _STAFF else ())),
        "root": _ROOTS[name],
        "socket": settings.socket_url,
        "channel": channel,
        "channels": {key: _shown(each) for key, each in settings.channels.items() if channel in (None, key)},
        "exit": settings.exit_url,
        "hosts": list(settings.host_origins),
        "manager": {"name": settings.manager_name, "email": settings.manager_email},
        "oidc": dict(settings.oidc) if settings.oidc and name in _STAFF else None,
    }
    # `<` could end the script element; the rest is data that no browser runs.
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _shown(channel: ChannelShown) -> dict[str, object]:
    return {"title": channel.title, "elsewhere": channel.elsewhere}


def _ways(shown: ChannelShown, kind: str) -> Sequence[Mapping[str, str | None]]:
    ways = shown.elsewhere.get(kind)
    return ways if isinstance(ways, Sequence) else ()


def _help(ways: Sequence[Mapping[str, str | None]]) -> str:
    """Ways to help as list items, so that they are there before, and without, any script."""
    return "".join(f"<li>{_way(way)}</li>" for way in ways)


def other_languages(spoken: str) -> str:
    """Links to the same page in each other language."""
    others = ((code, name) for code, name in LANGUAGES.items() if code != spoken)
    return " · ".join(f'<a href="?lang={code}" lang="{code}" hreflang="{code}">{name}</a>' for code, name in others)


def _in_other_languages() -> str:
    """Whom to call, for people who read none of the languages of the page."""
    told = words("emergency").items()
    return "".join(f'<li lang="{language}" dir="auto">{escape(text)}</li>' for language, text in told)


def _way(way: Mapping[str, str | None]) -> str:
    name = escape(way.get("name") or "")
    if phone := way.get("phone"):
        dialled = re.sub(r"[^0-9+]", "", phone)
        return f'<a href="tel:{dialled}"><span>{name}: </span><b>{escape(phone)}</b></a>'
    if email := way.get("email"):
        return f'<a href="mailto:{escape(email)}">{name}</a>'
    if url := way.get("url"):
        return f'<a href="{escape(url)}" target="_blank" rel="noreferrer">{name}</a>'
    return name
