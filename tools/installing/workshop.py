"""What every step uses: places, words to the person who waits, commands, and stamps of what is done."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STAMPS = VENV / "stamps"
VAR = ROOT / "var"
LOG = VAR / "log" / "setup.log"
GIGABYTE = 1024**3


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do, in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n  {english}")


class CommandError(Exception):
    """A command ended with an error; carries the end of what it printed."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        super().__init__(" ".join(command))
        self.output = output


def say(text: str) -> None:
    """Write one line to the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def step(chinese: str, english: str) -> None:
    """Announce a step that takes time."""
    say(f"▸ {chinese} · {english}")


def digest(*parts: Path | str) -> str:
    """Return one digest over files and texts, so that a stamp is as good as its inputs."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def is_done(name: str, inputs: str) -> bool:
    """Tell whether a step was finished with just these inputs."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == inputs


def mark_done(name: str, inputs: str) -> None:
    """Stamp a step as finished; a stamp appears whole or not at all."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    draft = STAMPS / f"{name}.{os.getpid()}"
    draft.write_text(inputs)
    draft.replace(STAMPS / name)


def need_space(gigabytes: float) -> None:
    """Stop before a download that the disk cannot hold."""
    free = shutil.disk_usage(ROOT).free / GIGABYTE
    if free < gigabytes:
        raise SetupError(
            f"磁盘空间不足：需要 {gigabytes:.1f} GB，{ROOT} 所在磁盘只剩 {free:.1f} GB。请清理后重试。",
            f"Not enough disk space: {gigabytes:.1f} GB needed, {free:.1f} GB left where {ROOT} is.",
        )


class Counter:
    """Shows how far a command has come: one growing line on a terminal, a line now and then elsewhere."""

    def __init__(self, pattern: str, total: int) -> None:
        self.pattern, self.total = re.compile(pattern), total
        self.seen: set[str] = set()
        self.shown_at = time.monotonic()

    def read(self, line: str) -> None:
        """Count a line of output when it names a new thing."""
        found = self.pattern.search(line)
        if found and found[1] not in self.seen:
            self.seen.add(found[1])
            self._show(found[1])

    def _show(self, name: str) -> None:
        text = f"  {min(len(self.seen), self.total)}/{self.total} {name[:50]}"
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\033[K{text}")
            sys.stdout.flush()
        elif time.monotonic() - self.shown_at > 10:
            self.shown_at = time.monotonic()
            say(text)

    def finish(self) -> None:
        """Clear the growing line."""
        if sys.stdout.isatty() and self.seen:
            sys.stdout.write("\r\033[K")
            sys.stdout.flush()


def run(
    command: Iterable[str | Path],
    *,
    counter: Counter | None = None,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a command, keep its output in the log and return it; raise CommandError when it fails."""
    words = [str(word) for word in command]
    LOG.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"\n$ {' '.join(words)}\n")
        process = subprocess.Popen(  # noqa: S603
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        for line in process.stdout or ():
            log.write(line)
            lines.append(line)
            if counter:
                counter.read(line)
        if counter:
            counter.finish()
        if process.wait() != 0:
            raise CommandError(words, "".join(lines[-60:]))
    return "".join(lines)
