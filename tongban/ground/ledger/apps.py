"""The room of the ledger."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Entries, their chains and their seals."""

    name = "tongban.ground.ledger"
    label = "ledger"
    verbose_name = _("Ledger")
