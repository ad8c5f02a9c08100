"""Pages of messages: the inbox, one message, what one wants to be told, and what the simulators took."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.ground.exchange.messages import actions, queries
from tongban.ground.exchange.messages.choices import address_of
from tongban.ground.exchange.messages.forms import Code, Email, SimulatedFilters, inbox_filters
from tongban.ground.exchange.messages.kinds import CHANNELS, EMAIL, SMS
from tongban.ground.exchange.messages.models import Message, Simulated
from tongban.ground.exchange.messages.ports import is_offered
from tongban.ground.kit.access import StaffRequest, requires, signed_in
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.throttle import limited
from tongban.ground.matters.answers import attempt

LISTED: tuple[Column[Message], ...] = (
    Column("at", _("At"), kind="instant", sort="at"),
    Column("kind", _("Kind"), value=lambda row: row.get_kind_display()),
    Column("title", _("Heading"), value=lambda row: row.shown_title if row.is_shown else ""),  # type: ignore[attr-defined]
    Column("subject", _("Subject"), value=lambda row: row.subject if row.is_shown else ""),  # type: ignore[attr-defined]
    Column("read_at", _("Read at"), kind="instant"),
)
TAKEN: tuple[Column[Simulated], ...] = (
    Column("at", _("At"), kind="instant"),
    Column("channel", _("Channel"), value=lambda row: row.get_channel_display()),
    Column("to", _("Sent to")),
    Column("title", _("Heading")),
    Column("text", _("What it says")),
    Column(
        "parts",
        _("SMS it takes"),
        kind="number",
        places=0,
        value=lambda row: row.parts if row.channel == SMS else None,
    ),
)
PAGE = 20


class Inbox(Table[Message]):
    """An inbox: every page asks once what of it the reader may still see."""

    def read(self, rows: object) -> list[Message]:
        """Return the messages of a page, marked with whether they are shown."""
        return queries.with_visibility(list(rows), self.request.user)  # type: ignore[call-overload, arg-type]


@signed_in
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    reader = request.user
    table = Inbox(
        request,
        queries.inbox_of(reader),
        LISTED,
        code="inbox",
        title=_("Messages"),
        filters=inbox_filters(reader),
        page_size=PAGE,
    )
    if table.is_export:
        table.rows = queries.with_visibility(list(table.rows), reader)
        return table.export()
    return render(request, "exchange/inbox.html", {"table": table, "unread": queries.unread_count(reader)})


@signed_in
@require_safe
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a message, which is then read; of what the reader may no longer see nothing is told."""
    found = get_object_or_404(queries.inbox_of(request.user), pk=pk)
    queries.with_visibility([found], request.user)
    actions.mark([found.pk], is_read=True, by=request.user, at=now())
    return render(request, "exchange/message.html", {"message": found})


@signed_in
@require_POST
def mark(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a message as read or unread."""
    found = get_object_or_404(queries.inbox_of(request.user), pk=pk)
    actions.mark([found.pk], is_read=request.POST.get("read") == "1", by=request.user, at=now())
    return _back(request)


@signed_in
@require_POST
def mark_all(request: StaffRequest) -> HttpResponse:
    count = actions.mark_all_read(by=request.user, at=now())
    said = ngettext("%(count)d message is read now.", "%(count)d messages are read now.", count)
    notices.success(request, said % {"count": count})
    return _back(request)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: StaffRequest) -> HttpResponse:
    """Show and keep by which channels each kind of messages reaches the reader."""
    reader = request.user
    if request.method == "POST":
        boxes = {
            (kind.code, channel): f"{kind.code}.{channel}" in request.POST
            for kind, wanted in queries.choices_of(reader)
            for channel in wanted
            if not (channel == "inbox" and kind.is_required)
        }
        actions.choose(boxes, by=reader)
        notices.success(request, _("Saved."))
        return redirect("messages:choices")
    return _choices(request, Email(), Code())


@signed_in
@limited("contact", methods=["POST"])
@require_POST
def email(request: StaffRequest) -> HttpResponse:
    """Ask for a code to an address, confirm it with the code, or forget it."""
    by, at = request.user, now()
    if "remove" in request.POST:
        actions.remove_email(by=by)
        notices.success(request, _("Removed: nothing goes to this address any more."))
        return redirect("messages:choices")
    if "code" in request.POST:
        form = Code(request.POST)
        status = attempt(form, lambda: actions.confirm_email(form.cleaned_data["code"], by=by, at=at))
        if status == 200:
            notices.success(request, _("Your e-mail address is confirmed."))
            return redirect("messages:choices")
        return _choices(request, Email(), form, status)
    address = Email(request.POST)
    status = attempt(address, lambda: actions.ask_for_email(address.cleaned_data["address"], by=by, at=at))
    if status == 200:
        notices.info(request, _("A code is on its way to this address. Enter it below within ten minutes."))
        return redirect("messages:choices")
    return _choices(request, address, Code(), status)


@requires("people.manage")
@require_safe
def simulators(request: StaffRequest) -> HttpResponse:
    """Show what the simulators took instead of sending it."""
    table = Table(
        request,
        queries.simulated(),
        TAKEN,
        code="simulated",
        title=_("What would have been sent"),
        filters=SimulatedFilters,
        empty=_("Messages by SMS, e-mail and work chat appear here while their channel is simulated."),
    )
    return (
        table.export() if table.is_export else render(request, "exchange/simulators.html", {"table": table})
    )


def _choices(request: StaffRequest, email: Email, code: Code, status: int = 200) -> HttpResponse:
    reader = request.user
    channels = ("inbox", SMS, EMAIL) if queries.is_applicant(reader) else ("inbox", EMAIL, "webhook")
    phone = address_of(reader.pk, SMS)
    shown = {
        "rows": queries.choices_of(reader),
        "channels": [(code, CHANNELS[code], code == "inbox" or is_offered(code)) for code in channels],
        "phone": f"{phone.address[:3]}****{phone.address[-4:]}" if phone else "",
        "is_applicant": queries.is_applicant(reader),
        "is_email_offered": is_offered(EMAIL),
        "confirmed": queries.contact_of(reader, EMAIL),
        "waiting": queries.contact_waiting(reader, EMAIL),
        "email": email,
        "code": code,
    }
    return render(request, "exchange/choices.html", shown, status=status)


def _back(request: StaffRequest) -> HttpResponse:
    """Return to the page of the inbox that was left, never to another host."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return redirect(address if is_ours else "messages:inbox")
