"""The room of measurement."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """Facts, metrics and values."""

    name = "tongban.account.insight"
    label = "insight"
    verbose_name = _("Insight")
