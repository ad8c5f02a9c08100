"""With several test processes, a file is tested by one of them: what its tests stand on is built once.

Journeys share an installation and a browser, proofs a small office: those folders stay with one process as a whole.
A plugin (``-p tests.distribution``) in place of xdist's ``--dist loadfile``, which hands out large files first. Here
journeys, one long piece, come first, then the order of collection, in which ``tests``, where the other long ones are,
comes before the rooms: so both processes end at about the same time.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

TOGETHER = ("tests/journeys/", "tests/proofs/")


class ByFile(LoadScopeScheduling):
    """Hand out folders whose tests share what is costly, and every other file by itself."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the journeys: all else fills the other process meanwhile."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER[0]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Distribute the run's tests."""
    config.option.loadscopereorder = False
    return ByFile(config, log)
