"""What the ledger holds, and whether it is whole."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import requires
from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.ledger import notes, queries
from tongban.ground.ledger.matter_check import verify_matter
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.verification import entries_to_verify, verify
from tongban.ground.ledger.wording import describe

may_verify = requires("ledger.verify")
SHOWN = 200
AT_ONCE = 100_000
"""A longer ledger is verified from the console, with a progress bar."""

SEALS: tuple[Column[Seal], ...] = (
    Column("number", _("Number"), kind="number", sort="number", places=0),
    Column("at", _("At"), kind="instant", sort="at"),
    Column("count", _("Entries"), kind="number", sort="count", places=0),
    Column("root", _("Merkle root")),
    Column("key_id", _("Key")),
)


def _short(code: str) -> SafeString:
    return format_html('<code title="{}">{}</code>', code, code[:12])


ACT: tuple[Column[Entry], ...] = (
    Column("number", _("Number"), kind="number", places=0),
    Column("at", _("At"), kind="instant"),
    Column("move", _("Move"), value=lambda row: describe(row).act),
    Column("before", _("Before"), value=lambda row: describe(row).before),
    Column("after", _("After"), value=lambda row: describe(row).after),
    Column("by_name", _("By")),
    Column("note", _("Note")),
)
ENTRIES: tuple[Column[Entry], ...] = (
    Column("subject", _("Subject"), link=lambda row: reverse("ledger:chain", args=[row.subject])),
    *ACT,
    Column("hash", _("Hash"), show=lambda row: _short(row.hash)),
)
CHAIN: tuple[Column[Entry], ...] = (
    *ACT,
    Column("previous", _("Hash of the entry before"), show=lambda row: _short(row.previous)),
    Column("hash", _("Hash"), show=lambda row: _short(row.hash)),
)


@may_verify
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    table = Table(request, queries.seals(), SEALS, code="seals", title=_("Seals"))
    if table.is_export:
        return table.export()
    shown = {"entries": entries_to_verify(), "table": table, "keys": notes.public_keys()}
    return render(request, "ledger/overview.html", shown)


@may_verify
@require_POST
def verification(request: HttpRequest) -> HttpResponse:
    entries = entries_to_verify()
    if entries > AT_ONCE:
        return render(request, "ledger/too_long.html", {"entries": entries}, status=409)
    result = verify()
    shown = {"result": result, "problems": result.problems[:SHOWN], "at": now()}
    return render(request, "ledger/verification.html", shown)


class EntryFilters(Filters):
    """The entries of one subject, or by one person."""

    subject = forms.CharField(label=_("Subject"), required=False)
    by = forms.CharField(label=_("By"), required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the entries that fit."""
        subject, by = self.cleaned_data["subject"].strip(), self.cleaned_data["by"].strip()
        return rows.filter(subject__icontains=subject, by_name__icontains=by)


@may_verify
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    table = Table(
        request, queries.entries(), ENTRIES, code="entries", title=_("Ledger entries"), filters=EntryFilters
    )
    return table.export() if table.is_export else render(request, "ledger/entries.html", {"table": table})


@may_verify
@require_safe
def chain(request: HttpRequest, subject: str) -> HttpResponse:
    rows = queries.history_of(subject)
    if not rows.exists():
        raise Http404
    table = Table(request, rows, CHAIN, code="chain", title=subject)
    if table.is_export:
        return table.export()
    shown = {"subject": subject, "table": table, "problems": verify_matter(subject)}
    return render(request, "ledger/chain.html", shown)


@may_verify
@require_safe
def public_key(request: HttpRequest, key_id: str) -> HttpResponse:
    pem = notes.public_keys().get(key_id)
    if pem is None:
        raise Http404
    name = f'attachment; filename="ledger-{key_id}.pub.pem"'
    return HttpResponse(pem, content_type="application/x-pem-file", headers={"Content-Disposition": name})
