"""Whether a database may be led on: each room's migrations up to 0.2 are one now, which replaces them all or none.

An installation that had only some of them, as 0.1 did, would leave Django without a plan, or with one that makes tables
twice. It is told to go over 0.2, whose migrations lead it to where the first migrations of today begin.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation
from django.utils.translation import gettext as _

Name = tuple[str, str]


def rooms_behind(applied: Iterable[Name] | None = None) -> list[str]:
    """Return the rooms of this database, or of these applied migrations, that never came as far as 0.2."""
    if applied is None:
        applied = MigrationRecorder(connection).applied_migrations()
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    here, done = loader.disk_migrations, set(applied)
    return sorted(
        key[0]
        for key, migration in here.items()
        if done & {key, *migration.replaces} and set(migration.replaces) - here.keys() - done
    )


def go_over_former_version() -> str:
    """Return in every language of the house how an installation that is too old comes to this version."""
    return "\n".join(map(_in_language, dict(settings.LANGUAGES)))


def check_path(*, databases: Iterable[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Refuse Django's own ``migrate`` on such a database, as ``tongban migrate`` refuses it."""
    return [Error(go_over_former_version(), id="tongban.too_old")] if databases and rooms_behind() else []


def _in_language(code: str) -> str:
    with translation.override(code):
        return _(
            "This database is older than version 0.2 and cannot be led to this version at once. Nothing was changed. "
            "Install version 0.2 (git checkout v0.2.0, make setup), run tongban migrate and tongban verify there, "
            "then come back to this version."
        )
