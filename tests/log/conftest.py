"""The cast of the cases' room and a sender that fails, for what the log tells."""

from tongban.ground.exchange.tests.conftest import pigeon  # noqa: F401  (fixture)
from tongban.work.cases.tests.conftest import (  # noqa: F401  (fixtures)
    draft,
    filed,
    files_elsewhere,
    house,
    material,
)
