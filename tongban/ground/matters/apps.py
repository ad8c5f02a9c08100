"""The room of what every matter shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Duties: what happens by itself."""

    name = "tongban.ground.matters"
    label = "matters"
    verbose_name = _("Matters")
