"""Filing a demand at 12345 and following it by number and code: without signing in, without scripts."""

import logging
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.portal.find_by_code import find_by_code
from tongban.doors.portal.forms_ask import AskForm, FollowForm, HearForm, MessageForm, WithdrawForm
from tongban.doors.portal.queries.demands import ACTS, page_of
from tongban.ground.kit.access import public
from tongban.ground.kit.staged_files import stage
from tongban.ground.kit.throttle import address_of, allow, limited, rate, wait
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import SAVED, attempt, attempt_making
from tongban.work.hotline.actions import outside
from tongban.work.hotline.actions.intake import Filed
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.open_data import published_rules
from tongban.work.hotline.queries.orders import followed
from tongban.work.hotline.queries.public import alike
from tongban.work.hotline.queries.registers import registers

LOG = logging.getLogger(__name__)
DAY = timedelta(days=1)
CREATED, WRONG, TOO_OFTEN = 201, 422, 429


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take a demand; before it is filed, show what was reported nearby and may be the same."""
    for number, upload in enumerate(
        (each for name in request.FILES for each in request.FILES.getlist(name)), start=1
    ):
        upload.name = f"photo-{number}{PurePath(upload.name or '').suffix[:8]}"
    form = AskForm(request.POST or None, request.FILES or None)
    stage(form, None, now())
    if not form.is_bound:
        return _form_page(request, form, 200)
    if (seconds := _seconds_to_wait(request)) or not form.is_valid():
        if seconds:
            LOG.warning("asked too often", extra={"kind": "ask"})
            said = _(
                "Too many demands came from here. Please send it again in %(seconds)d seconds; it stays typed."
            )
            form.add_error(None, said % {"seconds": seconds})
        form.begin_anew(is_seen=False)
        return _form_page(request, form, TOO_OFTEN if seconds else WRONG)
    same = [] if form.cleaned_data["is_seen"] or form.cleaned_data["is_confidential"] else _alike(form)
    if same:
        form.begin_anew(is_seen=True)
        return _form_page(request, form, 200, same=same)
    status, filed = attempt_making(form, lambda: _file(request, form))
    if filed is None:
        form.begin_anew(is_seen=True)
        return _form_page(request, form, status)
    order, code = filed
    shown = {"order": order, "code": code, "is_set_aside": hasattr(order, "quarantine")}
    return render(request, "portal/ask_receipt.html", shown, status=CREATED)


@public
@limited("follow", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Show a demand to whoever has its number and code, and take what its caller says."""
    form = FollowForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    order = find_by_code(form, followed)
    if order is None:
        return render(request, "portal/follow.html", {"form": form}, status=WRONG if form.errors else 200)
    return _said(request, form, order)


@public
@require_safe
def open_data(_request: HttpRequest) -> HttpResponse:
    """Give out the classes of demands and the limits, as data."""
    return JsonResponse(published_rules(localdate()), json_dumps_params={"ensure_ascii": False})


def _said(request: HttpRequest, form: FollowForm, order: Order) -> HttpResponse:
    """Do what the caller asks for, and show the demand as it is then."""
    act = request.POST.get("act", "")
    forms: dict[str, type[Form]] = {"hear": HearForm, "message": MessageForm, "withdraw": WithdrawForm}
    drawn = {name: kind(request.POST if act == name else None) for name, kind in forms.items()}
    done, status = "", 200
    if act in forms:
        status = attempt(drawn[act], lambda: _do(act, order, drawn[act]))
        done = str(ACTS[act]) if status == SAVED else ""
        status = 200 if status == SAVED else status
        if done:
            drawn[act] = forms[act]()
    order = Order.objects.select_related(
        "line", "lead_unit", "demand_class", "area", "merged_into__lead_unit"
    ).get(pk=order.pk)
    shown = {"form": form, "code": form.cleaned_data["code"], "forms": drawn, "done": done, **page_of(order)}
    return render(request, "portal/follow.html", shown, status=status)


def _do(act: str, order: Order, form: Form) -> None:
    said = form.cleaned_data
    if isinstance(form, HearForm):
        heard: Heard = form.heard
        outside.hear(order, at=now(), heard=heard)
    elif act == "message":
        outside.add_message(order, at=now(), text=said["added"])
    else:
        outside.withdraw(order, at=now(), reason=said["why"])


def _file(request: HttpRequest, form: AskForm) -> Filed:
    """File once: the same page sent twice is one demand."""
    at = now()
    line = registers().main_line(localdate(at))
    if line is None:
        raise Refused(_("No line is open today on which this could be filed. Please call 12345."))
    once = form.cleaned_data["once"]
    if not allow(f"ask-once:{once}", limit=1, per=DAY, at=at):
        raise Refused(
            _(
                "This was taken down already; its number was shown. Send it again only if it is another matter."
            )
        )
    return outside.file_outside(form.demand(line), form.particulars, at=at, address=address_of(request))


def _alike(form: AskForm) -> list[object]:
    said = form.cleaned_data
    return list(alike(said["text"], said["place"], said["area"] and said["area"].pk, now()))


def _seconds_to_wait(request: HttpRequest) -> int:
    """Count one more demand from an address; return how long to wait, or nothing."""
    limit, per = rate(settings.RATE_LIMITS["ask"])
    if allow(f"ask:{address_of(request)}", limit=limit, per=per, at=now()):
        return 0
    return wait(limit, per)


def _form_page(
    request: HttpRequest, form: AskForm, status: int, same: list[object] | None = None
) -> HttpResponse:
    return render(request, "portal/ask.html", {"form": form, "same": same or []}, status=status)
