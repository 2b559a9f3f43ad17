"""The page to try everything on: visitor, counsellor and administrator side by side."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from chalicelib.web.headers import policy
from chalicelib.web.pages import other_languages
from infra.local.outputs import Outputs, StaffMember

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "chalicelib" / "web" / "shared"
FILES = {
    "/trial.css": (HERE / "trial.css", "text/css; charset=utf-8"),
    "/trial.js": (HERE / "trial.js", "text/javascript; charset=utf-8"),
    "/base.css": (SHARED / "base.css", "text/css; charset=utf-8"),
    "/icon.svg": (SHARED / "icon.svg", "image/svg+xml"),
}
LANGUAGES: Mapping[str, Mapping[str, str]] = json.loads((HERE / "words.json").read_text("utf-8"))


def html(cloud: Outputs, language: str) -> str:
    """The page in a language that we have, else in Dutch."""
    spoken = language if language in LANGUAGES else "nl"
    words = {key: escape(text) for key, text in LANGUAGES[spoken].items()}
    panes = "\n".join(_pane(cloud, who, spoken, words) for who in ("visitor", "counsellor", "administrator"))
    return _template("page").substitute(words, lang=spoken, languages=other_languages(spoken), panes=panes)


def headers(cloud: Outputs) -> dict[str, str]:
    """What a browser is told: our own files, and frames of the local cloud alone."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy((), (), (cloud.endpoint, "'self'")),
        "X-Content-Type-Options": "nosniff",
    }


def _pane(cloud: Outputs, who: str, language: str, words: Mapping[str, str]) -> str:
    address = {
        "visitor": f"{cloud.rest_url}/",
        "counsellor": f"{cloud.rest_url}/desk",
        "administrator": f"{cloud.rest_url.replace(cloud.endpoint, cloud.trial)}/admin",
    }[who]
    members = [member for member in cloud.staff if who in member.groups]
    return _template("pane").substitute(
        words,
        who=who,
        name=words[who],
        what=words[f"{who}_do"],
        address=f"{address}?lang={language}",
        extra=_sign_ins(members, words) if members else _undoing(words),
    )


def _undoing(words: Mapping[str, str]) -> str:
    return f"<p><button type='button'>{words['unblock']}</button> <output></output></p>"


def _sign_ins(members: Sequence[StaffMember], words: Mapping[str, str]) -> str:
    rows = "".join(f"<tr><td>{escape(one.email)}</td><td>{escape(one.password)}</td></tr>" for one in members)
    heads = f"<tr><th>{words['as']}</th><th>{words['password']}</th></tr>"
    return f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"


def _template(name: str) -> Template:
    return Template((HERE / f"{name}.html").read_text("utf-8"))
