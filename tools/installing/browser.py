"""The browser of the tests: the system's Chromium or Chrome, installed from Debian when absent."""

import os
import shutil

from installing import debian
from installing.workshop import SetupError, need_space

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "TONGBAN_BROWSER"


def find_browser() -> str | None:
    """Return the browser's path: the one TONGBAN_BROWSER names, or the first on the path."""
    chosen = (os.environ.get(VARIABLE), *NAMES)
    return next((path for name in chosen if name and (path := shutil.which(name))), None)


def need_browser() -> None:
    """Make sure that a browser is there for the browser tests."""
    if find_browser():
        return
    if debian.may_install():
        need_space(1)
        debian.install("chromium")
    if not find_browser():
        raise SetupError(
            f"浏览器测试需要 Chromium。请以 root 运行 apt install chromium，或用 {VARIABLE} 指明路径。",
            f"The browser tests need Chromium: run apt install chromium as root, or name one in {VARIABLE}.",
        )
