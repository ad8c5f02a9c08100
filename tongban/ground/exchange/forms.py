"""The forms of the outbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.kinds import senders
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.tables import Filters


class OutboxFilters(Filters):
    """What is in a state, of a kind, about a subject."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Outgoing.State.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    subject = forms.CharField(label=_("Concerns"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(each.kind, each.label) for each in senders().values()]
        self.fields["kind"].choices = [("", _("All")), *kinds]  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        """Return the rows that fit."""
        chosen = {name: self.cleaned_data[name] for name in ("state", "kind") if self.cleaned_data[name]}
        return rows.filter(subject__icontains=self.cleaned_data["subject"].strip(), **chosen)


class GiveUpForm(forms.Form):
    """Why something is given up."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Stays in the ledger. Name no person here.")
    )
