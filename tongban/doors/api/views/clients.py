"""The pages on which an administrator admits systems and gives them keys."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.api import actions
from tongban.doors.api.forms import ClientFilters, KeyForm, RegisterForm, RightsForm
from tongban.doors.api.models import Client
from tongban.doors.api.queries.clients import history, scopes_in_words, visible_to
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light

manages_clients = requires("people.clients")
USUAL_DAYS = timedelta(days=365)


def _state(client: Client) -> str:
    return _("Admitted") if client.is_open else _("Shut out")


def _state_light(client: Client) -> SafeString:
    return light("green" if client.is_open else "red", _state(client))


COLUMNS: tuple[Column[Client], ...] = (
    Column("name", gettext_lazy("System"), sort="name", link=lambda row: reverse("clients:client", args=[row.pk])),
    Column("applicant", gettext_lazy("Acts for"), value=lambda row: row.applicant.shown_name),
    Column("scopes", gettext_lazy("Scopes"), value=lambda row: scopes_in_words(", ".join(row.scopes))),
    Column("per_minute", gettext_lazy("Requests a minute"), kind="number", places=0, sort="per_minute"),
    Column("used_at", gettext_lazy("Last used"), kind="instant", sort="used_at"),
    Column("state", gettext_lazy("State"), value=_state, show=_state_light),
)  # fmt: skip


@manages_clients
@require_safe
def clients(request: StaffRequest) -> HttpResponse:
    table = Table(
        request,
        visible_to(request.user),
        COLUMNS,
        code="clients",
        title=_("Connected systems"),
        filters=ClientFilters,
        empty=_("No system is registered yet."),
    )
    return table.export() if table.is_export else render(request, "api/clients.html", {"table": table})


@manages_clients
def register(request: StaffRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name not in ("number", "body")}
        client = actions.register(**said, by=request.user, at=now())
        messages.success(request, _("Registered. The system needs a key now."))
        return redirect("clients:client", client.pk)
    return render(request, "api/register.html", {"form": form}, status=422 if form.errors else 200)


@manages_clients
@require_safe
@never_cache
def client(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(visible_to(request.user), pk=pk))


@manages_clients
@require_POST
def set_rights(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    form = RightsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, rights=form, status=422)
    actions.set_rights(found, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, _("Saved."))
    return redirect("clients:client", pk)


@manages_clients
@require_POST
@never_cache
def issue_key(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue a key and show it in this answer only: it is kept nowhere, not even in the session."""
    found = get_object_or_404(visible_to(request.user), pk=pk)
    form = KeyForm(request.POST, today=localdate())
    if not form.is_valid():
        return _page(request, found, key_form=form, status=422)
    _key, whole = actions.issue_key(found, **form.cleaned_data, by=request.user, at=now())
    return _page(request, found, whole=whole)


@manages_clients
@require_POST
def revoke_key(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    actions.revoke_key(get_object_or_404(found.keys, pk=key), by=request.user, at=now())
    messages.success(request, _("The key was revoked; it opens nothing any more."))
    return redirect("clients:client", pk)


@manages_clients
@require_POST
def set_open(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    actions.set_open(found, request.POST.get("open") == "yes", by=request.user, at=now())
    messages.success(request, _("Saved."))
    return redirect("clients:client", pk)


def _page(
    request: StaffRequest,
    found: Client,
    *,
    rights: RightsForm | None = None,
    key_form: KeyForm | None = None,
    whole: str = "",
    status: int = 200,
) -> HttpResponse:
    today = localdate()
    initial = {"scopes": found.scopes, "per_minute": found.per_minute}
    context = {
        "client": found,
        "rights": rights or RightsForm(initial=initial),
        "key_form": key_form or KeyForm(initial={"expires_on": today + USUAL_DAYS}, today=today),
        "keys": [(key, key.is_good_at(now())) for key in found.keys.all()],
        "history": history(found),
        "whole": whole,
    }
    return render(request, "api/client.html", context, status=status)
