"""WebKit, the engine of Safari, as Debian packages it (WebKitGTK)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.webkitgtk.service import Service as DriverService

from tests.web.browsers import not_run


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen that nobody sees; WebKitGTK wants one."""
    if not shutil.which("Xvfb"):
        not_run("WebKitGTK", "Xvfb is missing: apt-get install xvfb")
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        yield f":{told.readline().strip()}"
    process.terminate()
    process.wait()


@contextmanager
def launched(screen: str, *arguments: str) -> Iterator[WebKitGTK]:
    """A browser with a memory of its own; `arguments` are those of MiniBrowser."""
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
    driver = shutil.which("WebKitWebDriver")
    if not browser or not driver:
        not_run("WebKitGTK", "WebKitWebDriver or MiniBrowser is missing: apt-get install webkit2gtk-driver")
    options = WebKitGTKOptions()
    options.binary_location = str(browser)
    for argument in ("--automation", *arguments):
        options.add_argument(argument)
    env = os.environ | {"DISPLAY": screen, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "GDK_BACKEND": "x11"}
    try:
        started = WebKitGTK(options=options, service=DriverService(executable_path=str(driver), env=env))
    except WebDriverException as error:
        not_run("WebKitGTK", str(error.msg))
        raise
    try:
        yield started
    finally:
        started.quit()


@pytest.fixture(scope="module")
def webkit(screen: str) -> Iterator[WebKitGTK]:
    with launched(screen) as browser:
        yield browser
