"""The room of what every matter shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Numbers, papers, draws, and the duties that happen by themselves."""

    name = "tongban.ground.matters"
    label = "matters"
    verbose_name = _("Matters")
