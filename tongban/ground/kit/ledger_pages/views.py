"""What the ledger holds, and whether it is whole."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger import keys, queries
from tongban.ground.ledger.models import Seal
from tongban.ground.ledger.verification import entries_to_verify, verify

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


@may_verify
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    table = Table(request, queries.seals(), SEALS, code="seals", title=_("Seals"))
    if table.is_export:
        return table.export()
    shown = {"entries": entries_to_verify(), "table": table, "keys": keys.public_keys()}
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


@may_verify
@require_safe
def public_key(request: HttpRequest, key_id: str) -> HttpResponse:
    pem = keys.public_keys().get(key_id)
    if pem is None:
        raise Http404
    name = f'attachment; filename="ledger-{key_id}.pub.pem"'
    return HttpResponse(pem, content_type="application/x-pem-file", headers={"Content-Disposition": name})
