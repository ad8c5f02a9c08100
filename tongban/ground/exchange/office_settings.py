"""What an office sets of its messages: how an SMS is signed, and every text."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.wordings import PAGE, message_settings
from tongban.ground.office.kinds import TextValue
from tongban.ground.office.registry import Setting, SettingLink

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "messages.sign",
        "texts",
        _("Sign of SMS"),
        TextValue(20, pattern=r"^[^【】]*$", fault=_("Without brackets.")),
        hint=_("What an SMS begins with in 【】; empty: the name of the bureau."),
    ),
    *message_settings(),
)
LINKS = (
    SettingLink(
        "texts",
        _("Texts of messages"),
        "message-2",
        _("What people are told by message, SMS and e-mail, in both languages, with preview"),
        page=PAGE,
    ),
    SettingLink(
        "system",
        _("Outbox"),
        "send",
        _("What could not be sent, and what waits"),
        "outbox:list",
        ("outbox.manage",),
    ),
)
