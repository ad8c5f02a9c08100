"""The Python environment in ``.venv``: made, filled from a lock file with checksums, the project in it."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installing import debian, pip_wheel
from installing.diagnosis import explain
from installing.workshop import (
    PYTHON,
    ROOT,
    STAMPS,
    VENV,
    CommandError,
    Counter,
    SetupError,
    digest,
    is_done,
    mark_done,
    need_space,
    run,
    step,
)

UNFINISHED = VENV / "unfinished"
BASE, DEVELOPMENT = ROOT / "requirements" / "base.txt", ROOT / "requirements" / "dev.txt"
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input")


def make_environment() -> None:
    """Make ``.venv`` unless a sound one is there; one that was cut off in the middle is made anew."""
    if _is_sound():
        mark_done("place", str(VENV))
        return
    need_space(1.5)
    step("建立 Python 环境", "Python environment (.venv)")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    UNFINISHED.touch()
    if importlib.util.find_spec("ensurepip") is None:
        _make_without_ensurepip()
    else:
        run([sys.executable, "-m", "venv", VENV])
    mark_done("place", str(VENV))
    UNFINISHED.unlink()


def _is_sound() -> bool:
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    if (STAMPS / "place").exists():
        return is_done("place", str(VENV))  # an environment that was moved finds its own commands no more
    return _answers(PYTHON, "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))")


def _answers(python: Path, probe: str) -> bool:
    return subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0  # noqa: S603


def _make_without_ensurepip() -> None:
    """Debian without python3-venv: pip comes from the index, or else python3-venv from Debian."""
    run([sys.executable, "-m", "venv", "--without-pip", VENV])
    try:
        pip_wheel.bootstrap(PYTHON, VENV / "download")
    except (CommandError, SetupError) as error:
        if not debian.may_install():
            reason = explain(error) if isinstance(error, CommandError) else error
            raise SetupError(
                f"{str(reason).splitlines()[0]}\n  也可以先安装 python3-venv：apt install python3-venv",
                "pip could not be fetched; installing python3-venv (apt install python3-venv) also helps.",
            ) from error
        debian.install("python3-venv", "ca-certificates")
        run([sys.executable, "-m", "venv", VENV])


def install_requirements(*, development: bool) -> None:
    """Install the locked packages, each checked against its checksum."""
    lock = DEVELOPMENT if development else BASE
    full, small = digest(DEVELOPMENT, BASE), digest(BASE)
    if is_done("development", full) or (not development and is_done("base", small)):
        return
    need_space(1.5)
    total = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    step(f"安装 Python 软件包（{total} 个）", f"Python packages ({total})")
    counter = Counter(r"^(?:Collecting|Requirement already satisfied:) ([\w.\[\]-]+)", total)
    _install(["--require-hashes", "-r", lock], counter)
    mark_done("development" if development else "base", full if development else small)


def install_project() -> None:
    """Install the project itself, editable, so that ``.venv/bin/tongban`` is the work tree."""
    inputs = digest(ROOT / "pyproject.toml", str(ROOT))
    if is_done("project", inputs):
        return
    step("安装通办本身", "Tongban itself")
    _install(["--no-deps", "--no-build-isolation", "--editable", "."])
    mark_done("project", inputs)


def install_locked(name: str) -> None:
    """Install one more lock file of requirements/, such as node."""
    lock = ROOT / "requirements" / f"{name}.txt"
    if is_done(name, digest(lock)):
        return
    step(f"安装 {name}", f"{name} from its lock file")
    _install(["--require-hashes", "-r", lock])
    mark_done(name, digest(lock))


def _install(arguments: list[str | Path], counter: Counter | None = None) -> None:
    """Run pip; when we are killed meanwhile, the mark left behind tells the next run to start afresh."""
    UNFINISHED.touch()
    try:
        run([*PIP, "install", *arguments], counter=counter)
    except CommandError:
        UNFINISHED.unlink()
        raise
    UNFINISHED.unlink()
