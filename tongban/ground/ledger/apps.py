"""The room of the ledger."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Entries, their chains and their seals."""

    name = "tongban.ground.ledger"
    label = "ledger"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        """Take the triggers of proven rows away before a migration and make them anew after it."""
        pre_migrate.connect(_without_triggers, sender=self)
        post_migrate.connect(_with_triggers, sender=self)


def _without_triggers(**_: Any) -> None:
    from tongban.ground.ledger import row_images

    row_images.drop_triggers()


def _with_triggers(plan: Any = (), **_: Any) -> None:
    from django.db import connection
    from django.utils.timezone import now

    from tongban.ground.ledger import adoption, moved_rows, row_images
    from tongban.ground.ledger.image_check import unsigned
    from tongban.ground.ledger.marks import marks

    if "ledger_row_image" not in connection.introspection.table_names():
        return  # led back to before there was a ledger
    row_images.make_triggers()
    done = [migration for migration, is_backwards in plan if not is_backwards]
    if done:
        unproven = unsigned(marks()).ids
        moved = [each for migration in done for each in getattr(migration, "moved_rows", ())]
        moved_rows.carry_over(moved, unproven, at=now())
        adoption.adopt_structure(unproven, at=now())
