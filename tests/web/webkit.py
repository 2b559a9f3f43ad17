"""A visitor with WebKit, the engine of Safari, as Debian packages it (WebKitGTK)."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service as DriverService

from tests.web.browsers import not_run

PATIENCE = 30


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


@pytest.fixture(scope="module")
def webkit(screen: str) -> Iterator[WebKitGTK]:
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
    driver = shutil.which("WebKitWebDriver")
    if not browser or not driver:
        not_run("WebKitGTK", "WebKitWebDriver or MiniBrowser is missing: apt-get install webkit2gtk-driver")
    options = WebKitGTKOptions()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    env = os.environ | {"DISPLAY": screen, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "GDK_BACKEND": "x11"}
    try:
        started = WebKitGTK(options=options, service=DriverService(executable_path=str(driver), env=env))
    except WebDriverException as error:
        not_run("WebKitGTK", str(error.msg))
        raise
    yield started
    started.quit()


Found = TypeVar("Found")


class WebKitVisitor:
    """Somebody with WebKit, at whatever service stands at `root`."""

    def __init__(self, browser: WebKitGTK, root: str) -> None:
        self.browser, self.root = browser, root

    def until(self, look: Callable[[WebKitGTK], Found]) -> Found:
        return WebDriverWait(self.browser, PATIENCE, ignored_exceptions=[WebDriverException]).until(look)

    def find(self, css: str) -> WebElement:
        return self.until(lambda browser: browser.find_element(By.CSS_SELECTOR, css))

    def sees(self, text: str) -> None:
        self.until(lambda browser: text in browser.find_element(By.TAG_NAME, "body").text)

    def starts(self) -> None:
        self.browser.get(f"{self.root}c/jac")
        self.sees("De chat is open")
        self.find("#nickname").send_keys("Merel", Keys.ENTER)
        self.sees("Je praat met An")

    def says(self, text: str) -> None:
        self.find("#text").send_keys(text, Keys.ENTER)

    def messages(self) -> list[str]:
        return [each.text for each in self.browser.find_elements(By.CSS_SELECTOR, ".message .written")]
