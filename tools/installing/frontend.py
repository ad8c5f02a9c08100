"""What the pages take from npm: Node (the system's, or a wheel), the locked packages, the files served."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from installing import environment
from installing.workshop import (
    BIN,
    PYTHON,
    ROOT,
    VAR,
    CommandError,
    Counter,
    digest,
    is_done,
    mark_done,
    need_space,
    run,
    say,
    step,
)

FRONTEND = ROOT / "frontend"
LOCK = FRONTEND / "package-lock.json"
MODULES = FRONTEND / "node_modules"
VENDORED = ROOT / "tongban" / "ground" / "kit" / "static" / "vendor"
OLDEST_NODE = 18


def fetch_frontend() -> None:
    """Install the locked npm packages and copy the files that pages and the PDF writer use."""
    if not LOCK.exists():
        return
    inputs = digest(LOCK, FRONTEND / "vendor.py", os.environ.get("TONGBAN_VAR", str(VAR)))
    if is_done("frontend", inputs) and VENDORED.is_dir():
        return
    _install_modules()
    step("整理页面所需文件与字体", "files and fonts for the pages")
    run([PYTHON, FRONTEND / "vendor.py"], cwd=FRONTEND)
    mark_done("frontend", inputs)


def _install_modules() -> None:
    inputs = digest(LOCK)
    if is_done("npm", inputs) and MODULES.is_dir():
        return
    need_space(1.5)
    npm = _npm()
    total = len(re.findall(r'"node_modules/[^"]+": \{', LOCK.read_text()))
    step(
        f"下载前端软件包（{total} 个，含中文字体，约一分钟）",
        f"front-end packages ({total}, with Chinese fonts)",
    )
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"]
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    counter = Counter(r"http fetch GET 200 \S*?/((?:@[^/]+(?:%2f|/))?[^/\s]+)/-/", total)
    command: list[str | Path] = [npm, "ci", *quiet, "--loglevel=http"]
    try:
        run(command, counter=counter, cwd=FRONTEND, env={"PATH": path})
    except CommandError as error:
        if "EINTEGRITY" in error.output or "ENOSPC" in error.output:
            raise
        say("  下载中断，再试一次 · interrupted, trying once more")
        run(command, counter=counter, cwd=FRONTEND, env={"PATH": path})
    mark_done("npm", inputs)


def _npm() -> Path:
    """Return the system's npm when its Node is new enough, else the one from the wheel."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _major(node) >= OLDEST_NODE:
        return Path(npm)
    environment.install_locked("node")
    return BIN / "npm"


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.match(r"v(\d+)", answer.stdout)
    return int(found[1]) if found else 0
