"""How much a child process may take; the kernel holds it to that."""

import math
import os
import resource
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
STATM = Path("/proc/self/statm")
MOST_OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """Memory beyond what the child begins with; processor time and silence until the next answer."""

    memory_bytes: int = int(os.environ.get("TONGBAN_READING_MB", "200")) * MEGABYTE
    cpu_seconds: int = int(os.environ.get("TONGBAN_READING_SECONDS", "3"))
    most_cpu_seconds: int = 300
    """Processor time for all answers of a stream together."""
    silent_seconds: float = 20
    """Longest wait for the next answer: the processor may be busy with others, so it is more than its share."""
    answer_bytes: int = 32 * MEGABYTE

    def impose(self) -> None:
        """Put this process under the limits, for good: no file is written, no core dumped, no child started."""
        if taken := _address_space():
            _lower(resource.RLIMIT_AS, taken + self.memory_bytes)
        _lower(resource.RLIMIT_CPU, self.most_cpu_seconds)
        self.renew()
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NPROC, 0)
        _lower(resource.RLIMIT_NOFILE, MOST_OPEN_FILES)

    def renew(self) -> None:
        """Grant the processor time for one more answer."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(used.ru_utime + used.ru_stime) + self.cpu_seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))


USUAL = ChildLimits()


def _lower(which: int, most: int) -> None:
    """Set a limit for good, never above the one that holds already."""
    _, present = resource.getrlimit(which)
    if present != resource.RLIM_INFINITY:
        most = min(most, present)
    resource.setrlimit(which, (most, most))


def _address_space() -> int:
    """Return how much address space this process has; 0 where the system does not tell (then it has no limit)."""
    try:
        return int(STATM.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
