"""What every benchmark answers with, and how time and memory are measured."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "tongban" / "demo" / "data" / "2022-as-printed.txt"
COMMAND = ROOT / ".venv" / "bin" / "tongban"
MEGABYTE = 1024 * 1024
SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Result:
    """One promise measured: ``ratio`` against ``target``, the whole in words, and the table that is printed."""

    name: str
    ratio: float
    target: float
    met: bool
    detail: str
    rows: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def as_json(self) -> str:
        """Return the line a machine reads."""
        data = asdict(self)
        del data["rows"]
        return json.dumps(data, ensure_ascii=False)


@dataclass
class Run:
    """A finished command: how long it took, what it weighed at its peak, what came out."""

    seconds: float
    peak_megabytes: float
    processes: int
    code: int
    output: str


def run(command: Sequence[str]) -> Run:
    """Run a command to its end and watch the memory of its whole process tree."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    watch = Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watch.stop()
    return Run(seconds, watch.peak / MEGABYTE, watch.processes, process.returncode, output)


class Watch(threading.Thread):
    """Samples the proportional memory of a process and all its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = self.processes = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Sample until stopped."""
        while not self.over.wait(SAMPLE_SECONDS):
            family = list(tree(self.pid))
            self.processes = max(self.processes, len(family))
            self.peak = max(self.peak, sum(map(memory_of, family)))

    def stop(self) -> None:
        """End the sampling."""
        self.over.set()
        self.join()


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants that are alive."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(children).split():
            yield from tree(int(child))


def memory_of(pid: int) -> int:
    """Return the proportional set size of a process in bytes: shared pages count once in a whole tree."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
