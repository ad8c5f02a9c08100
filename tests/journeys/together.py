"""With several test processes, one of them walks all the journeys: they share an installation and a browser.

A plugin (``-p tests.journeys.together``) in place of xdist's ``--dist loadgroup``, which does not see the
groups of tests under this version of pytest.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]


class JourneysTogether(LoadScopeScheduling):
    """Hand out journeys as one piece of work and every other test by itself."""

    def _split_scope(self, nodeid: str) -> str:
        return "journeys" if nodeid.startswith("tests/journeys/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> JourneysTogether:
    """Distribute the run's tests."""
    return JourneysTogether(config, log)
