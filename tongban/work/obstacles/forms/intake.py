"""Taking down what could not be done, reporting a refusal, and the filters of the lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import long_text
from tongban.ground.matters.numbers import by_number
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import case_of
from tongban.work.hall.models import Ticket, Window
from tongban.work.hall.queries.line import tickets_visible_to
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Barrier, Obstacle, ObstacleKind, Outcome, Source

ANY = ("", _("All"))


def item_field(*, required: bool = False) -> "forms.ModelChoiceField[Item]":
    """Return a choice of the items that are offered."""
    offered = Item.objects.filter(pk__in=published_versions().values("item")).order_by("name")
    return forms.ModelChoiceField(offered, label=_("Item"), required=required, empty_label=_("Not known"))


class ComplaintForm(forms.Form):
    """What could not be done, and what is known of it."""

    kind = forms.ChoiceField(label=_("What happened?"), choices=ObstacleKind.choices)
    text = long_text(_("What could not be done?"), rows=5)
    number = forms.CharField(
        label=_("Number of the case"),
        required=False,
        max_length=20,
        help_text=_("If an application was filed, for example CASE-2026-000017"),
    )
    place = forms.CharField(
        label=_("Window or visit"),
        required=False,
        max_length=40,
        help_text=_("By its number, if it is known"),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=60)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the items."""
        super().__init__(*args, **kwargs)
        self.fields["item"] = item_field()
        self.order_fields(["kind", "text", "item", "number", "place", "name", "phone"])


def known_of_visit(user: User, number: str) -> dict[str, Any]:
    """Return what a visit says already of who asks and what for; nothing of one that this person may not see."""
    ticket = by_number(tickets_visible_to(user), number.strip().upper())
    if ticket is None:
        return {}
    errand, applicant = ticket.errands.filter(item__isnull=False).first(), ticket.applicant
    known = {"name": applicant.name, "phone": applicant.phone} if applicant else {}
    return known | ({"item": errand.item_id} if errand else {})


class TakeForm(ComplaintForm):
    """The same at the window: the case is found among those that the officer may see."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Take who asks."""
        super().__init__(*args, **kwargs)
        self.user = user
        self.case: Case | None = None
        self.ticket: Ticket | None = None
        self.window: Window | None = None

    def clean_number(self) -> str:
        """Find the case."""
        number = str(self.cleaned_data["number"]).strip().upper()
        self.case = case_of(self.user, number) if number else None
        if number and self.case is None:
            raise forms.ValidationError(_("No such case is known to you. Leave it empty if it is not known."))
        return number

    def clean_place(self) -> str:
        """Find the visit or the window that is named by its number; other words stay words."""
        place = str(self.cleaned_data["place"]).strip()
        self.ticket = by_number(tickets_visible_to(self.user), place.upper())
        self.window = None if self.ticket else by_number(Window.objects.all(), place.upper())
        return place

    @property
    def complaint(self) -> Complaint:
        """Return what was said."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "number"}
        return Complaint(**said, case=self.case, ticket=self.ticket, window=self.window)


class RefusalForm(forms.Form):
    """A refusal, reported on the spot."""

    text = long_text(_("Why the window said no"), rows=4)
    barrier_name = forms.CharField(label=_("Which material, rule or field"), required=False, max_length=200)
    name = forms.CharField(label=_("Who asked"), required=False, max_length=60)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20)

    def __init__(self, *args: Any, case: Case | None, **kwargs: Any) -> None:
        """Ask which item it was, where no case was taken in."""
        super().__init__(*args, **kwargs)
        if case is None:
            self.fields["item"] = item_field(required=True)
            self.order_fields(["item", "text"])


class ObstacleFilters(Filters):
    """By words, kind, source, end and cause."""

    text = forms.CharField(label=_("Number or words"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *ObstacleKind.choices], required=False)
    source = forms.ChoiceField(label=_("How it came in"), choices=[ANY, *Source.choices], required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[ANY, *(each for each in Outcome.choices if each[0])], required=False
    )
    barrier = forms.ChoiceField(
        label=_("What stood in the way"),
        choices=[ANY, *(each for each in Barrier.choices if each[0])],
        required=False,
    )

    def narrow(self, rows: QuerySet[Obstacle]) -> QuerySet[Obstacle]:
        """Return the entries that fit."""
        found: QuerySet[Obstacle] = self.narrow_by_words(
            rows, "reference__iexact", "text__icontains", "item__name__icontains"
        )
        return found


class AnalysisForm(forms.Form):
    """What the analysis of a month proposes."""

    proposals = long_text(_("What is proposed"), rows=6)
