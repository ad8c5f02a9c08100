"""Research meetings: the list, one meeting with what is on its table, findings, and the minutes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.work.aid import minutes as papers
from tongban.work.aid.actions import meetings as actions
from tongban.work.aid.forms.acts import MEETING_ACTS, MeetingFindingForm
from tongban.work.aid.forms.intake import MeetingFilters, MeetingForm
from tongban.work.aid.models import Meeting, MeetingItem
from tongban.work.aid.queries import meetings as queries

reads, meets = requires("aid.read"), requires("aid.meet")
TONES = {"called": "yellow", "concluded": "green", "cancelled": "grey"}


def meeting_light(meeting: Meeting) -> SafeString:
    """Return where a meeting stands, in colour, sign and word."""
    return light(TONES.get(meeting.status, "blue"), meeting.get_status_display())


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        sort="reference",
        link=lambda row: reverse("aid:meeting", args=[row.reference]),
    ),
    Column("topic", gettext_lazy("Topic"), sort="topic"),
    Column("held_at", gettext_lazy("Held at"), kind="instant", sort="held_at"),
    Column("demands", gettext_lazy("Demands"), kind="number", places=0),
    Column("assigned", gettext_lazy("Given to units"), kind="number", places=0),
    Column("minutes_number", gettext_lazy("Number of the minutes")),
    Column("status", gettext_lazy("Status"), value=lambda row: row.get_status_display(), show=meeting_light),
)


@reads
@require_safe
def meetings(request: StaffRequest) -> HttpResponse:
    rows = queries.with_counts(queries.meetings_visible_to(request.user))
    title = _("Research meetings")
    table = Table(request, rows, COLUMNS, code="meetings", title=title, filters=MeetingFilters)
    if table.is_export:
        return table.export()
    shown = {"table": table, "may_meet": request.user.may("aid.meet")}
    return render(request, "aid/meetings.html", shown)


@meets
def call(request: StaffRequest) -> HttpResponse:
    form = MeetingForm(request.POST or None)
    status, made = attempt_making(
        form, lambda: actions.call_meeting(form.cleaned_data, by=request.user, at=now())
    )
    if made is not None:
        return redirect_saved(request, "aid:meeting", made.reference)
    shown = {"form": form, "title": _("Call a research meeting"), "back": reverse("aid:meetings")}
    return render(request, "aid/form.html", shown, status=status)


@reads
@require_safe
def meeting(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


@meets
def find(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Note what the meeting found of a demand."""
    item = _item(request, reference, pk)
    form = MeetingFindingForm(request.POST or None, item=item)
    status = attempt(form, lambda: actions.find(item, **form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "aid:meeting", reference)
    shown = {
        "form": form,
        "title": _("What the meeting found"),
        "back": _address(item.meeting),
        "lead": f"{item.demand.order.reference} · {item.demand.enterprise}",
        "quoted": item.demand.order.text,
    }
    return render(request, "aid/form.html", shown, status=status)


@meets
@require_POST
def drop(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    actions.drop(_item(request, reference, pk), by=request.user, at=now())
    return redirect_saved(request, "aid:meeting", reference)


@reads
@require_safe
def minutes(request: StaffRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    if not found.minutes:
        raise Http404
    return HttpResponse(papers.pdf(found), content_type="application/pdf")


def _found(request: StaffRequest, reference: str) -> Meeting:
    found: Meeting = get_object_or_404(queries.meetings_visible_to(request.user), reference=reference)
    return found


def _item(request: StaffRequest, reference: str, pk: int) -> MeetingItem:
    found: MeetingItem = get_object_or_404(queries.items_of(_found(request, reference)), pk=pk)
    return found


def _address(found: Meeting) -> str:
    return reverse("aid:meeting", args=[found.reference])


def _drawn(request: StaffRequest, found: Meeting, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "meeting": found,
        "light": meeting_light(found),
        "acts": offered(MEETING_ACTS, found, request.user),
        "items": queries.items_of(found),
        "may_find": found.status == "called" and request.user.may("aid.meet"),
        "happened": history_in_words(found.reference),
    }
    return render(request, "aid/meeting.html", more | shown, status=status)


PAGE = ActPage(MEETING_ACTS, _found, _address, _drawn)
