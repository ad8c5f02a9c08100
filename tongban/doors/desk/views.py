"""The first page of staff: what waits for them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.doors.desk import queries
from tongban.ground.exchange.messages.queries import news_for, unread_count
from tongban.ground.kit.access import StaffRequest, signed_in
from tongban.ground.kit.navigation import entries_for
from tongban.ground.kit.tiles import counts_of, tiles_of

ACCOUNT = ("account.read", "account.read_all", "account.review")


@signed_in
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    user, today = request.user, localdate()
    tiles = list(tiles_of(user, today))
    reads_accounts = any(map(user.may, ACCOUNT))
    if not tiles and not reads_accounts:
        return redirect("staff:list" if user.may("people.manage") else "people:profile")
    work = queries.work_of(user, today) if reads_accounts else None
    shown = {"work": work, "tiles": tiles, "today": today, "news": news_for(user)}
    return render(request, "desk/work.html", shown)


@signed_in
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Say what waits behind each entry of the menu, and how much is unread: the page asks for it once it stands."""
    user = request.user
    addresses = [entry.url for entry in entries_for(user)]
    found = {"menu": counts_of(user, localdate(), addresses), "unread": unread_count(user)}
    return JsonResponse(found, headers={"Cache-Control": "no-store"})
