"""Listens to the log while tests act: which lines may name somebody."""

import logging
import re

from tongban.ground.kit.log_format import PlainFormatter, masked

LINE = re.compile(r"\d{4}-\d\d-\d\dT\S+ [A-Z]+ (?P<said>.*)")
"""A line as an operator reads it; what follows the time and the level is looked at."""
RANDOM = re.compile(r"\b(request|digest|size_bytes)=\S+")
"""Fields that may hold long numbers."""


def naming_somebody(written):
    """Return the lines of a log that may name somebody; tracebacks and what is no log are left aside."""
    lines = (RANDOM.sub("", found["said"]) for found in map(LINE.match, written.splitlines()) if found)
    return [line for line in lines if masked(line) != line]


class Listener(logging.Handler):
    """Keeps what is told at the level of a serving office and may name somebody."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.setFormatter(PlainFormatter())
        self.found = []

    def emit(self, record):
        self.found += naming_somebody(self.format(record))
