"""The browsers of the people we serve, as Debian packages them; what cannot run is said loudly."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOT_RUN: list[str] = []
PATIENCE = 30_000
"""Milliseconds to wait for what must appear: a bound for a broken machine, never a rule of the pages."""


def not_run(what: str, why: str) -> None:
    """Skip, and remember it for the summary; where browsers are required (CI), fail instead."""
    NOT_RUN.append(f"{what}: {why.splitlines()[0] if why else 'unknown'}")
    if os.environ.get("CHATHULP_BROWSERS") == "required":
        pytest.fail(f"{what} could not be driven: {why}")
    pytest.skip(f"{what} could not be driven: {why}")


def skipped_part(what: str, why: str) -> None:
    """Skip what no driver can do; the summary still says it."""
    NOT_RUN.append(f"{what}: {why}")
    pytest.skip(why)


@cache
def driver() -> Playwright:
    """Playwright's plain interface, which can be started only once in a process."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@contextmanager
def launched(name: str) -> Iterator[Browser]:
    """Debian's Chromium or Firefox; Playwright's own builds are not used."""
    playwright = driver()
    try:
        if name == "chromium":
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGUMENTS)
        else:
            browser = playwright.firefox.launch(channel="moz-firefox", executable_path="/usr/bin/firefox-esr")
    except PlaywrightError as error:
        not_run(name, str(error))
        raise
    try:
        yield browser
    finally:
        browser.close()
