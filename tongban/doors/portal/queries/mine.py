"""One's own applications as a list, and what waits for oneself."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.queries.case_status import status_text_of
from tongban.ground.kit.tables import Column, Filters
from tongban.ground.kit.templatetags.kit import light
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import standing_of
from tongban.work.cases.models import Case, Status

STATES = {
    "waiting": (_("Waiting for me"), (Status.DRAFT, Status.INCOMPLETE, Status.ISSUED)),
    "running": (_("At the office"), (Status.FILED, Status.COMPLETED, Status.ACCEPTED, Status.PAUSED, Status.GRANTED)),
    "over": (_("Over"), (
        Status.REFUSED, Status.DELIVERED, Status.NOT_ACCEPTED, Status.NOT_NEEDED, Status.WITHDRAWN,
        Status.TERMINATED, Status.ARCHIVED,
    )),
}  # fmt: skip
MOST_WAITING = 6


class OwnCaseFilters(Filters):
    """What narrows the list of one's applications."""

    q = forms.CharField(label=_("Item, name or number"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("All")), *((code, title) for code, (title, _statuses) in STATES.items())],
    )

    def narrow(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """Return the applications that fit."""
        text, state = self.cleaned_data["q"].strip(), self.cleaned_data["state"]
        if text:
            where = Q(reference__icontains=text) | Q(version__item__name__icontains=text)
            rows = rows.filter(where | Q(applicant__name__icontains=text))
        return rows.filter(status__in=STATES[state][1]) if state else rows


def address_of(case: Case) -> str:
    """Return where an application is opened: a draft where it is filled in."""
    return reverse("my:case", args=[case.reference])


def shown_status(case: Case) -> Any:
    """Return the status as a traffic light with its word."""
    return light(status_text_of(case.status).light, case.get_status_display())


COLUMNS: tuple[Column[Case], ...] = (
    Column("item", _("Item"), value=lambda case: case.version.item.name, link=address_of),
    Column("reference", _("Case number"), sort="reference"),
    Column("applicant", _("Applicant"), value=lambda case: case.applicant.name),
    Column(
        "status",
        _("Standing"),
        value=lambda case: case.get_status_display(),
        show=shown_status,
        sort="status",
    ),
    Column("filed_at", _("Filed"), kind="day", sort="filed_at"),
    Column("due_on", _("Promised by"), kind="day", sort="due_on"),
)


def listed_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the applications to list; discarded drafts are gone."""
    return cases.exclude(status=Status.DISCARDED).order_by("-pk")


def waiting_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return what waits for the applicant: drafts, what was returned, what is to follow, results."""
    follows = Q(status=Status.ACCEPTED, tolerated=True)
    return cases.filter(follows | Q(status__in=STATES["waiting"][1])).order_by("-pk")[:MOST_WAITING]


def licence_status(row: Licence, day: Any) -> tuple[str, str]:
    """Return a licence's standing on a day as light and word: expired is a day that has passed."""
    standing = standing_of(row, day)
    return standing.light, standing.label
