"""The room of people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Staff, departments and rights."""

    name = "tongban.ground.people"
    label = "people"
    verbose_name = _("People")
