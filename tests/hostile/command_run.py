"""A command run to its end, with the processor time and the peak memory that it and its children took."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS = 5
MOST_MEGABYTES = 300
COMMAND = "import sys; sys.argv[0] = 'tongban'; from tongban.console import main; main()"
LAUNCHER = """
import json, os, sys
out, *command = sys.argv[1:]
pid = os.posix_spawn(command[0], command, os.environ)
_, status, used = os.wait4(pid, 0)
told = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]
open(out, "w").write(json.dumps(told))
"""
"""A small process between: what is measured must not begin with the memory of the tests."""


@dataclass
class Ended:
    """What came of a command: the largest process counts for its memory, all of them for its time."""

    code: int
    said: str
    cpu_seconds: float
    peak_megabytes: float

    def is_within(self):
        return self.cpu_seconds <= MOST_SECONDS and self.peak_megabytes <= MOST_MEGABYTES


def run(*arguments, script=COMMAND):
    """Run ``tongban`` (or a script) with arguments."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with tempfile.NamedTemporaryFile() as told:
        launched = [sys.executable, "-I", "-S", "-c", LAUNCHER, told.name, *command]
        done = subprocess.run(
            launched, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
        )
        code, cpu_seconds, peak = json.loads(Path(told.name).read_text())
    return Ended(code, done.stdout.decode("utf-8", "replace"), cpu_seconds, peak)
