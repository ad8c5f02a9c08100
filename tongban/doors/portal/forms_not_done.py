"""What a stranger fills in about something that could not be done."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.forms_ask import PlainLine, PlainText
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.obstacles.models import ObstacleKind


class NotDoneForm(forms.Form):
    """What could not be done, where, and who asks, as far as they want to say."""

    kind = forms.ChoiceField(label=_("What happened?"), choices=ObstacleKind.choices)
    text = PlainText(
        label=_("What could not be done?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("What you wanted, where you were, what you were told."),
    )
    item = forms.ModelChoiceField(
        Item.objects.none(), label=_("Item, if you know it"), required=False, empty_label=_("Not known")
    )
    number = PlainLine(label=_("Number of your application, if there is one"), max_length=20, required=False)
    place = PlainLine(label=_("Window or number of the visit"), max_length=40, required=False)
    name = PlainLine(label=_("Your name"), max_length=60, required=False)
    phone = PlainLine(
        label=_("Telephone"),
        max_length=20,
        required=False,
        help_text=_("Without a number nobody can call you back; you can still follow it here."),
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what is published."""
        super().__init__(*args, **kwargs)
        offered = Item.objects.filter(pk__in=published_versions().values("item")).order_by("name")
        self.fields["item"].queryset = offered  # type: ignore[attr-defined]
        self.initial["once"] = secrets.token_hex(8)
