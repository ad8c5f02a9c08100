"""The room of the page kit."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """Pages, files and tables, and the views that rooms publish to measurement."""

    name = "tongban.ground.kit"
    label = "kit"
    verbose_name = _("Page kit")

    def ready(self) -> None:
        """Give constraints words; look whether a migration may be made, take the views away before it, make them anew after."""
        from tongban.ground.kit import constraints, upgrade_path

        constraints.say_in_words()

        register(upgrade_path.check_path, Tags.database)
        pre_migrate.connect(_without_views, sender=self)
        post_migrate.connect(_with_views, sender=self)


def _without_views(**_: Any) -> None:
    from tongban.ground.kit import fact_views

    fact_views.drop_views()


def _with_views(plan: Any = (), **_: Any) -> None:
    from django.db import connection

    from tongban.ground.kit import calendars, fact_views

    tables = {model._meta.db_table for model in apps.get_models()}
    if any(is_backwards for _migration, is_backwards in plan) or tables - set(
        connection.introspection.table_names()
    ):
        return  # led back, or not to the end yet: what rooms publish stands on the tables of today
    calendars.count_days()
    fact_views.make_views()
