"""``--slowest N``: a run ends with the table of its slowest tests, in seconds of the clock and of the processor.

The clock also tells what else the machine was doing. The processor's time is that of the test's own process and of
those it waited for; what a database, a server or a browser that outlives the test spends is not in it.
"""

import os
from collections import defaultdict
from collections.abc import Generator
from heapq import nlargest
from operator import itemgetter

import pytest

MOST_SECONDS = 10
"""A test that takes more of the processor is marked; a journey, which starts servers, is not."""
JOURNEYS = "tests/journeys/"
PROCESSOR = "processor"
"""Where a report carries the seconds of the processor."""
HEAD = "▸ 最慢的测试 · slowest tests, in seconds of clock and processor"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run say how many it names."""
    parser.addoption(
        "--slowest", type=int, default=0, metavar="N", help="end with a table of the N slowest tests"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Measure in every process, add up in the one that prints."""
    if config.option.slowest:
        config.pluginmanager.register(ProcessorTime())
    if config.option.slowest and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Slowest(config.option.slowest))


class ProcessorTime:
    """What set-up, test and end took of the processor; it travels with their reports to the process that prints."""

    def __init__(self) -> None:
        self.before = _spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what was spent since the last report."""
        report = yield
        before, self.before = self.before, _spent()
        setattr(report, PROCESSOR, self.before - before)
        return report


class Slowest:
    """The seconds of each test, and the table of those that took most."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.clock: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up set-up, test and end."""
        self.clock[report.nodeid] += report.duration
        self.processor[report.nodeid] += getattr(report, PROCESSOR, 0.0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the slowest first, and what all tests took."""
        terminalreporter.write_line(HEAD)
        for test, seconds in nlargest(self.count, self.clock.items(), key=itemgetter(1)):
            terminalreporter.write_line(self._row(test, seconds))
        total, spent = sum(self.clock.values()), sum(self.processor.values())
        terminalreporter.write_line(f"{total:7.1f} {spent:7.1f}  {len(self.clock)} tests")

    def _row(self, test: str, seconds: float) -> str:
        processor = self.processor[test]
        is_long = processor > MOST_SECONDS and not test.startswith(JOURNEYS)
        return f"{seconds:7.1f} {processor:7.1f}{'!' if is_long else ' '} {test}"


def _spent() -> float:
    return sum(os.times()[:4])
