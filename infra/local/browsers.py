"""The browsers that the page tests drive: Debian's own, installed where this user may."""

import os
import shutil
import subprocess
import sys

# Program -> Debian package. Xvfb gives WebKitGTK a screen.
BROWSERS = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
}


def missing() -> list[str]:
    """The Debian packages of the browsers that are not here."""
    return [package for program, package in BROWSERS.items() if not shutil.which(program)]


def main() -> None:
    """Install what is missing; say loudly what stays missing, since tests will be left out."""
    lacking = missing()
    if lacking and _may_install():
        print(f"installing {', '.join(lacking)}", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *lacking]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        lacking = missing()
    if lacking:
        print(f"NOT EVERY BROWSER IS HERE; tests will be left out. As root: apt-get install {' '.join(lacking)}")
        sys.exit(1 if os.environ.get("CI") else 0)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


if __name__ == "__main__":
    main()
