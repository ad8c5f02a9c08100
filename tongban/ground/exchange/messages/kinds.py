"""The kinds of messages: for whom, whether the law wants them told, by which channels unless chosen otherwise."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INBOX, SMS, EMAIL, WEBHOOK = "inbox", "sms", "email", "webhook"
CHANNELS: dict[str, str | Promise] = {
    INBOX: _("Inbox"),
    SMS: _("SMS"),
    EMAIL: _("E-mail"),
    WEBHOOK: _("Work chat"),
}


@dataclass(frozen=True)
class MessageKind:
    """One kind of messages, as people choose among them."""

    code: str
    title: str | Promise
    text: str | Promise
    is_for_applicants: bool = False
    is_required: bool = False
    """Whether it always comes to the inbox: the law, or the office's order, wants it told."""
    usual: tuple[str, ...] = ()
    """The channels beside the inbox that it goes by until somebody chooses otherwise."""

    def __str__(self) -> str:
        return str(self.title)

    @property
    def channels(self) -> tuple[str, ...]:
        """Return by what it may go: the work chat is the officers'."""
        return (INBOX, SMS, EMAIL) if self.is_for_applicants else (INBOX, EMAIL, WEBHOOK)


KINDS = {
    kind.code: kind
    for kind in (
        MessageKind(
            "notice",
            _("Legal notices"),
            _(
                "What the law wants you told: acceptance, what is missing, special procedures, hearing, decision."
            ),
            is_for_applicants=True,
            is_required=True,
            usual=(SMS, EMAIL),
        ),
        MessageKind(
            "progress",
            _("News of your matters"),
            _("Received, the result is ready, a parcel is on its way."),
            is_for_applicants=True,
        ),
        MessageKind(
            "reminder",
            _("Reminders"),
            _("A day to answer comes near, a draft is about to be cleared."),
            is_for_applicants=True,
            usual=(SMS, EMAIL),
        ),
        MessageKind(
            "rating",
            _("Ratings"),
            _("You are asked to rate a service, or somebody answered your rating."),
            is_for_applicants=True,
        ),
        MessageKind(
            "offers",
            _("Policies that fit"),
            _("A policy for enterprises that yours now qualifies for."),
            is_for_applicants=True,
        ),
        MessageKind("work", _("Work that waits"), _("A case, a step or a decision waits for you.")),
        MessageKind(
            "limits",
            _("Limits and supervision"),
            _("Nearly late, late, urged, bad ratings with their clock."),
            is_required=True,
            usual=(WEBHOOK,),
        ),
        MessageKind(
            "review",
            _("Versions and performance years"),
            _("A version or a performance year waits for you, or came back."),
            usual=(WEBHOOK,),
        ),
        MessageKind(
            "system",
            _("The system"),
            _("What could not be sent, and duties that failed."),
            is_required=True,
            usual=(EMAIL, WEBHOOK),
        ),
    )
}


def kinds_for(*, is_applicant: bool) -> list[MessageKind]:
    """Return the kinds that such a person gets."""
    return [kind for kind in KINDS.values() if kind.is_for_applicants == is_applicant]
