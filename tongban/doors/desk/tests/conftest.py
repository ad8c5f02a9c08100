"""The cast of the cases' room, at the desk."""

from tongban.work.cases.tests.conftest import (  # noqa: F401  (fixtures)
    accepted,
    draft,
    filed,
    files_elsewhere,
    granted,
    house,
    issued,
    material,
    reviewed,
)
