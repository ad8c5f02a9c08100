"""What the browser tests need of the system: Chromium or Chrome, and the library that Playwright's driver wants."""

import os
import shutil
import subprocess

from installing import debian
from installing.workshop import VENV, CommandError, SetupError, need_space

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "TONGBAN_BROWSER"
BROWSER, WHOLE, LIBRARY = "chromium-headless-shell", "chromium", "libatomic1"
"""Chromium without windows takes a third less of the processor; where it is no package, the whole one serves."""


def find_browser() -> str | None:
    """Return the browser's path: the one TONGBAN_BROWSER names, or the first on the path."""
    chosen = (os.environ.get(VARIABLE), *NAMES)
    return next((path for name in chosen if name and (path := shutil.which(name))), None)


def require_browser() -> None:
    """Make sure that the browser tests can start a browser."""
    absent = _absent()
    if absent and debian.may_install():
        need_space(1)
        try:
            debian.install(*absent)
        except CommandError:
            debian.install(*(WHOLE if name == BROWSER else name for name in absent))
        absent = _absent()
    if absent:
        names = " ".join(absent)
        raise SetupError(
            f"浏览器测试还缺少 {names}。请以 root 运行 apt install {names}（浏览器也可用 {VARIABLE} 指明）。",
            f"The browser tests need {names}: run apt install {names} as root, or name a browser in {VARIABLE}.",
        )


def _absent() -> list[str]:
    return [
        *([] if find_browser() else [BROWSER]),
        *([] if _driver_starts() else [LIBRARY]),
    ]


def _driver_starts() -> bool:
    """Tell whether Playwright's own Node starts; a minimal Debian lacks a library of it."""
    driver = next(VENV.glob("lib/python3*/site-packages/playwright/driver/node"), None)
    if driver is None:
        return True
    return subprocess.run([driver, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603
