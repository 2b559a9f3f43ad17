"""Eighteen websites that a widget meets, each with something that has broken widgets before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.web.service import Service
from tests.web.serving import serves

WIDGET = (
    '<chat-hulp channel="jac" lang="nl" exit-url="@origin@/weather"><a href="@root@c/jac">Chat met het JAC</a> '
    '<a href="tel:112">Bel 112</a></chat-hulp>'
)
SCRIPT = '<script defer src="@root@w/v1/embed.js"></script>'
NONCE = "r4nd0m"

_TURBO = """
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-turbo]");
  if (!link) return;
  event.preventDefault();
  const next = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  history.pushState({ turbo: true }, "", link.href);
  document.body.replaceWith(document.adoptNode(next.body));
});
window.addEventListener("popstate", () => (window.popped = (window.popped ?? 0) + 1));
"""
_LATE = """
const script = Object.assign(document.createElement("script"), { src: "@root@w/v1/embed.js" });
setTimeout(() => document.head.append(script), 700);
"""
_NO_STORAGE = """
for (const name of ["sessionStorage", "localStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
_TRANSLATES = """
const translate = () => {
  const texts = document.createTreeWalker(document.querySelector("chat-hulp").shadowRoot, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (texts.currentNode.data.trim()) found.push(texts.currentNode);
  for (const text of found) {
    if (text.parentElement.localName === "font") continue;
    const font = document.createElement("font");
    text.replaceWith(font);
    font.append("* " + text.data);
  }
};
addEventListener("chathulp:status", translate);
"""


@dataclass(frozen=True)
class Site:
    """A page of a host. Holes: `@root@` and `@origin@` of the service."""

    head: str = SCRIPT
    body: str = f"<main><h1>Ons centrum</h1>{WIDGET}</main>"
    policy: str = ""
    kind: str = "text/html; charset=utf-8"
    doctype: str = "<!doctype html>"
    html: str = '<html lang="nl">'
    headers: Mapping[str, str] = field(default_factory=dict)
    script: str = ""
    """A script of the host, before ours."""

    def page(self, title: str) -> str:
        own = '<script src="own.js"></script>' if self.script else ""
        head = f'<meta charset="utf-8"/><title>{title or "Ons centrum"}</title>{own}{self.head}'
        return f"{self.doctype}{self.html}<head>{head}</head><body>{self.body}</body></html>"


SITES: Mapping[str, Site] = {
    "nonce-only": Site(
        head=f'<script nonce="{NONCE}" defer src="@root@w/v1/embed.js"></script>',
        policy=f"default-src 'none'; script-src 'nonce-{NONCE}'; connect-src @origin@; frame-src @origin@",
    ),
    "no-frames": Site(policy="default-src 'self'; script-src @origin@; connect-src @origin@"),
    "transformed": Site(
        body=f'<main style="transform: scale(1); overflow: hidden; height: 400px; width: 300px">{WIDGET}</main>'
    ),
    "sticky-header": Site(
        body='<header style="position: fixed; inset: 0 0 auto; z-index: 2147483647; height: 80px">Menu</header>'
        f'<main style="margin-top: 100px">{WIDGET}</main>'
    ),
    "small-root": Site(head=f"<style>html {{ font-size: 62.5%; }}</style>{SCRIPT}"),
    "all-unset": Site(
        head=f"<style>* {{ all: unset; }} head {{ display: none; }} p, section {{ color: #fff; }}</style>{SCRIPT}"
    ),
    "quirks": Site(doctype="", html="<html>"),
    "xhtml": Site(
        kind="application/xhtml+xml; charset=utf-8",
        doctype='<?xml version="1.0"?>',
        html='<html xmlns="http://www.w3.org/1999/xhtml" lang="nl">',
        head='<script defer="defer" src="@root@w/v1/embed.js"></script>',
    ),
    "right-to-left": Site(html='<html lang="ar" dir="rtl">'),
    "base": Site(head=f'<base href="https://elders.example/map/" target="_blank"/>{SCRIPT}'),
    "turbo": Site(
        body=f'<main><a data-turbo="" href="volgende">Volgende pagina</a>{WIDGET}</main>',
        script=_TURBO,
    ),
    "two-widgets": Site(
        body=f'<main>{WIDGET}<chat-hulp channel="caw" lang="nl"><a href="@root@c/caw">CAW</a></chat-hulp></main>'
    ),
    "own-copy": Site(head='<script defer src="copy.js"></script>'),
    "delayed": Site(head="", script=_LATE),
    "no-storage": Site(script=_NO_STORAGE),
    "translated": Site(script=_TRANSLATES),
    "isolated": Site(
        headers={"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}
    ),
    "throwing": Site(script="throw new Error('of the host');"),
}
BLOCKED = ("no-frames",)
"""Where the chat cannot stand in the page."""


class Hosts:
    """All of them, each at its name."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("localhost", 0), self._handler())
        self.origin = f"http://localhost:{self._server.server_port}"
        self.service: Service
        serves(self._server)

    def embeds(self, service: Service) -> None:
        self.service = service

    def address(self, name: str) -> str:
        return f"{self.origin}/{name}/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def filled(self, text: str) -> str:
        return text.replace("@root@", self.service.root).replace("@origin@", self.service.origin)

    def answer(self, path: str) -> tuple[Mapping[str, str], str]:
        _, name, *rest = path.split("/")
        if not rest:
            return {"Content-Type": "text/plain"}, ""  # an icon that a browser looks for
        site, file = SITES[name], rest[0]
        if file == "copy.js":
            return {"Content-Type": "text/javascript"}, self.service.get("/api/w/v1/embed.js", Message()).body.decode()
        if file == "own.js":
            return {"Content-Type": "text/javascript"}, self.filled(site.script)
        told = {"Content-Type": site.kind, "Content-Security-Policy": self.filled(site.policy), **site.headers}
        return told, self.filled(site.page(file))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers, text = hosts.answer(self.path)
                self.send_response(200)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None: ...

        return Handler
