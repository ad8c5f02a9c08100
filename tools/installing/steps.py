"""The steps in their order, one set-up at a time, and how an error is told."""

import fcntl
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from installing import browser, environment, frontend, rare_fonts, translations
from installing.diagnosis import explain
from installing.workshop import VAR, CommandError, SetupError, say

PURPOSES = ("demo", "test", "deep")


def main(arguments: Sequence[str]) -> int:
    """Set up for a purpose (demo, test, or deep: Spark too); return the exit status."""
    purpose = arguments[0] if arguments else "demo"
    if purpose not in PURPOSES:
        sys.stderr.write(f"setup.py {'|'.join(PURPOSES)}\n")
        return 2
    try:
        with _one_at_a_time():
            set_up(purpose)
    except SetupError as stop:
        return _fail(stop)
    except CommandError as failure:
        return _fail(explain(failure))
    except OSError as error:
        return _fail(explain(CommandError([type(error).__name__], str(error))))
    except KeyboardInterrupt:
        say("\n已中断，可随时重新运行。 · Interrupted; it can be run again at any time.")
        return 130
    return 0


def set_up(purpose: str) -> None:
    """Do every step that is not done yet."""
    began, development = time.monotonic(), purpose != "demo"
    environment.make_environment()
    environment.install_requirements(development=development)
    environment.install_project()
    if purpose == "deep":
        environment.install_locked("spark")
    frontend.fetch_frontend()
    rare_fonts.fetch_rare_fonts()
    translations.compile_translations()
    if development:
        browser.require_browser()
    if time.monotonic() - began > 5:
        say(f"✓ 环境就绪，用时 {time.monotonic() - began:.0f} 秒 · ready")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the set-up's lock; a second set-up of the same tree waits for the first."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("等待另一个安装结束… · waiting for another set-up to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fail(stop: SetupError) -> int:
    sys.stderr.write(f"\n✗ {stop}\n")
    return 1
