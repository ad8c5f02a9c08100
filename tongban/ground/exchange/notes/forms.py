"""The form of a note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.notes.queries import colleagues_of
from tongban.ground.people.models import User


class NoteForm(forms.Form):
    """What is told, and whom besides those named in it."""

    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Applicants and callers never see it. Write @ and a name, and that colleague is told."),
    )
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Tell a colleague"),
        required=False,
        empty_label=_("Nobody in particular"),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues_of(by)  # type: ignore[attr-defined]
