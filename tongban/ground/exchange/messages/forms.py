"""What readers fill in: filters of the inbox, and their e-mail address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.kinds import CHANNELS, kinds_for
from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.queries import containing, is_applicant
from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import User


def inbox_filters(reader: User) -> type[Filters]:
    """Return the filters of somebody's inbox: words, kind, and whether it was read."""
    kinds = [(kind.code, kind.title) for kind in kinds_for(is_applicant=is_applicant(reader))]

    class InboxFilters(Filters):
        q = forms.CharField(label=_("Words or case number"), required=False, max_length=60)
        kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *kinds])
        unread = forms.ChoiceField(
            label=_("Read or unread"),
            required=False,
            choices=[("", _("Read and unread")), ("1", _("Only unread"))],
        )

        def narrow(self, rows: QuerySet[Message]) -> QuerySet[Message]:
            said = self.cleaned_data
            rows = rows.filter(kind=said["kind"]) if said["kind"] else rows
            rows = rows.filter(read_at=None) if said["unread"] else rows
            return containing(rows, said["q"].strip(), reader) if said["q"].strip() else rows

    return InboxFilters


class SimulatedFilters(Filters):
    """By channel, and by words."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[
            ("", _("All channels")),
            *((code, title) for code, title in CHANNELS.items() if code != "inbox"),
        ],
    )
    q = forms.CharField(label=_("Words"), required=False, max_length=60)

    def narrow(self, rows: Any) -> Any:
        """Return what went by the channel and says the words."""
        said = self.cleaned_data
        rows = rows.filter(channel=said["channel"]) if said["channel"] else rows
        return rows.filter(text__icontains=said["q"]) if said["q"] else rows


class Email(forms.Form):
    """The address that messages go to."""

    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )


class Code(forms.Form):
    """The code that was sent to the address."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*\Z",
        label=_("Code from the e-mail"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
