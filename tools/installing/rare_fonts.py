"""Fonts with the rare characters of names, from Debian's packages: downloaded, not installed, so nobody need be root.

apt keeps its lists for this in a folder of ours and checks Debian's signatures as always. Where there is no apt, or no
network, set-up goes on without: papers with such characters are then refused with the reason, and nothing else is lost.
"""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from installing.workshop import LOG, VAR, CommandError, is_done, mark_done, run, say, step

FONTS = {
    "fonts-babelstone-han": "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
    "fonts-hanazono": "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
}
FOLDER = Path(os.environ.get("TONGBAN_VAR", VAR)) / "fonts"
TRIED = "rare-fonts-tried"


def fetch_rare_fonts() -> None:
    """Bring the fonts that are not there yet; where that fails, the next try is made on another day."""
    today = date.today().isoformat()  # noqa: DTZ011  (a mark of this machine)
    if not _lacking() or is_done(TRIED, today):
        return
    step("下载生僻字字体（扩展 B 至 H 区，约 34 MB）", "fonts with rare characters (extensions B to H)")
    with tempfile.TemporaryDirectory(prefix="fonts-", dir=VAR) as place:
        try:
            _copy_installed()
            _download(Path(place), _lacking())
        except (CommandError, OSError):
            mark_done(TRIED, today)
            say("  ! 未能取得生僻字字体；含这些字的文书将不能印制。明日再运行 make setup 会重试。")
            say(f"  ! No fonts with rare characters; papers with them will be refused (see {LOG}).")


def _lacking() -> list[str]:
    return [package for package, path in FONTS.items() if not (FOLDER / Path(path).name).exists()]


def _copy_installed() -> None:
    for package in _lacking():
        installed = Path("/") / FONTS[package]
        if installed.exists():
            _keep(installed)


def _download(place: Path, packages: list[str]) -> None:
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise CommandError(["apt-get"], "there is no apt-get")
    lists, archives = place / "lists", place / "archives"
    for folder in (lists / "partial", archives / "partial"):
        folder.mkdir(parents=True)
    own = [
        "-o",
        f"Dir::State::lists={lists}",
        "-o",
        f"Dir::Cache={place}",
        "-o",
        f"Dir::Cache::archives={archives}",
    ]
    own += ["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none"]
    own += ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"]
    run(["apt-get", *own, "update"])
    run(["apt-get", *own, "download", *packages], cwd=place)
    for archive in place.glob("*.deb"):
        run(["dpkg-deb", "-x", archive, place / "unpacked"])
    for name in packages:
        _keep(place / "unpacked" / FONTS[name])


def _keep(found: Path) -> None:
    """Put a font into its folder; it appears whole or not at all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    draft = FOLDER / f"{found.name}.part"
    shutil.copyfile(found, draft)
    draft.replace(FOLDER / found.name)
