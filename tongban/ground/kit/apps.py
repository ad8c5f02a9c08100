"""The room of the page kit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """Pages, files and tables."""

    name = "tongban.ground.kit"
    label = "kit"
    verbose_name = _("Page kit")
