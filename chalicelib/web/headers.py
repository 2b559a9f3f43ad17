"""What browsers are told about every page: what it may do, and that none of it is to be kept."""

import base64
import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

_NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def origins(urls: Iterable[str]) -> list[str]:
    """The origins of the http(s) URLs among `urls`, each once."""
    split = (urlsplit(url) for url in urls)
    return list(dict.fromkeys(f"{url.scheme}://{url.netloc}" for url in split if url.scheme in ("http", "https")))


def policy(connect: Iterable[str], ancestors: Iterable[str], frames: Iterable[str] = (), inline: str = "") -> str:
    """The content security policy of a page: nothing but our own files, and text never becomes code.

    `inline` is the one script that may stand in the page itself, letter for letter.
    """
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {_fingerprint(inline)}" if inline else "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": " ".join(("'self'", *connect)),
        "frame-src": " ".join(frames) or "'none'",
        "frame-ancestors": " ".join(ancestors) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _fingerprint(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def for_html(security_policy: str) -> dict[str, str]:
    """The headers of an HTML page."""
    return (
        _framing(security_policy)
        | _isolation(security_policy)
        | {
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "no-store",
            "Content-Security-Policy": security_policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": _NOTHING,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        }
    )


def _isolation(security_policy: str) -> dict[str, str]:
    """A site that is isolated from others (COEP) shows only frames that are so too, and that say that sites may."""
    if _ancestors(security_policy) == "'none'":
        return {}
    return {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "cross-origin"}


def _ancestors(security_policy: str) -> str:
    return security_policy.partition("frame-ancestors ")[2].partition(";")[0]


def _framing(security_policy: str) -> dict[str, str]:
    """The same as `frame-ancestors`, for browsers that do not know it. They have no word for a list of sites, and
    such a page is left to the policy alone: a refusal would take the chat away from who sees it on a site."""
    said = {"'none'": "DENY", "'self'": "SAMEORIGIN"}.get(_ancestors(security_policy))
    return {"X-Frame-Options": said} if said else {}
