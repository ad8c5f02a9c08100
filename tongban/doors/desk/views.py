"""The first page of staff: what waits for them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.doors.desk import queries
from tongban.ground.kit.access import StaffRequest, signed_in
from tongban.ground.kit.tiles import tiles_of

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
    return render(request, "desk/work.html", {"work": work, "tiles": tiles, "today": today})
