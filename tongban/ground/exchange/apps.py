"""The room of exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """What leaves the house after commit."""

    name = "tongban.ground.exchange"
    label = "exchange"
    verbose_name = _("Exchange")
