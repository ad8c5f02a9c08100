"""With several test processes, one of them walks all the journeys: they share an installation and a browser.
Another asks all there is to ask of Spark: those tests share a cluster.

A plugin (``-p tests.journeys.together``) in place of xdist's ``--dist loadgroup``, which does not see the
groups of tests under this version of pytest.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

TOGETHER = ("tests/journeys/", "tongban/account/insight/tests/test_distributed.py")


class JourneysTogether(LoadScopeScheduling):
    """Hand out the journeys as one piece of work, what needs a cluster as another, every other test by itself."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> JourneysTogether:
    """Distribute the run's tests."""
    return JourneysTogether(config, log)
