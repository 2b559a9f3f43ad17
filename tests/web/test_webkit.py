"""The same chat in WebKit, the engine of Safari, as Debian packages it (WebKitGTK)."""

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
from tests.web.host import HostPage
from tests.web.service import Service


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


@pytest.fixture
def service(host: HostPage) -> Iterator[Service]:
    started = Service((host.origin,))
    host.embeds(started)
    yield started
    started.close()


Found = TypeVar("Found")


class Visitor:
    def __init__(self, browser: WebKitGTK, service: Service) -> None:
        self.browser, self.service = browser, service

    def until(self, look: Callable[[WebKitGTK], Found]) -> Found:
        return WebDriverWait(self.browser, 10, ignored_exceptions=[WebDriverException]).until(look)

    def find(self, css: str) -> WebElement:
        return self.until(lambda browser: browser.find_element(By.CSS_SELECTOR, css))

    def sees(self, text: str) -> None:
        self.until(lambda browser: text in browser.find_element(By.TAG_NAME, "body").text)

    def starts(self) -> None:
        self.browser.get(f"{self.service.root}c/jac")
        self.sees("De chat is open")
        self.find("#nickname").send_keys("Merel", Keys.ENTER)
        self.sees("Je praat met An")

    def says(self, text: str) -> None:
        self.find("#text").send_keys(text, Keys.ENTER)


@pytest.fixture
def visitor(webkit: WebKitGTK, service: Service) -> Visitor:
    return Visitor(webkit, service)


def test_a_conversation_a_reload_and_goodbye(visitor: Visitor) -> None:
    visitor.starts()
    visitor.service.counsellor_says("Dag Merel")
    visitor.sees("Dag Merel")
    visitor.says("Hallo An")
    visitor.sees("verstuurd")
    visitor.browser.refresh()
    visitor.sees("Hallo An")
    visitor.sees("Dag Merel")
    visitor.find(".bar button").click()
    visitor.find("dialog[open] .primary").click()
    visitor.sees("Einde van het gesprek")


def test_a_dropped_line_and_back(visitor: Visitor) -> None:
    visitor.starts()
    visitor.service.reachable = False
    visitor.service.drop()
    visitor.sees("De verbinding is weg")
    visitor.says("Ben je er nog?")
    visitor.sees("wordt verstuurd")
    visitor.service.reachable = True
    visitor.sees("· verstuurd")


def test_the_widget_opens_the_chat_under_a_strict_policy(visitor: Visitor, host: HostPage) -> None:
    visitor.browser.get(host.url)
    shadow = visitor.find("chat-hulp").shadow_root
    visitor.until(lambda _: "De chat is open" in shadow.find_element(By.CSS_SELECTOR, ".light").text)
    shadow.find_element(By.CSS_SELECTOR, ".start").click()
    visitor.until(lambda _: shadow.find_element(By.CSS_SELECTOR, "iframe").is_displayed())
    visitor.until(lambda _: visitor.service.sent("watch"))


def test_quick_exit_leaves_nothing_behind(visitor: Visitor) -> None:
    visitor.starts()
    visitor.find("#exit").click()
    visitor.until(lambda browser: browser.current_url.endswith("/weather"))
    visitor.until(lambda _: visitor.service.sent("end"))
    visitor.browser.back()
    assert "/c/jac" not in visitor.browser.current_url
