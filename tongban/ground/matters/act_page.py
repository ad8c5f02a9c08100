"""Doing an act on a matter: its small form, and the 409 page when somebody else was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import StaleEdit
from tongban.ground.kit.staged_files import stage
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.ledger.matter_lock import chain_end
from tongban.ground.ledger.wording import describe
from tongban.ground.matters.acts import Act, Acts, Row
from tongban.ground.matters.answers import OPENED, REFUSED, SAVED, attempt
from tongban.ground.matters.changes import changes_after, last_number, roles_in_words

Draw = Callable[[StaffRequest, Any, dict[str, Any], int], HttpResponse]
"""(request, matter, what `matters/parts/refused.html` and `matters/parts/act.html` show, status) → page."""


@dataclass(frozen=True, slots=True)
class ActPage(Generic[Row]):
    """The one path of every act on a kind of matter: find, ask, look whether it has moved on, act, say so."""

    acts: Acts[Row]
    find: Callable[[StaffRequest, str], Row]
    address: Callable[[Row], str]
    draw: Draw

    def answer(self, request: StaffRequest, reference: str, code: str) -> HttpResponse:
        """Show the form of an act, or do it."""
        matter = self.find(request, reference)
        form = self._form(request, matter, code)
        if not form.is_open(matter, request.user) or form.is_overtaken:
            form.refuse(Refused(_("This is not possible now: it has moved on meanwhile.")))
            return self._refused(request, reference, form)
        if request.method != "POST":
            return self._page(request, matter, form, OPENED)
        status = attempt(form, lambda: _do(request, matter, form))
        if status == REFUSED:
            return self._refused(request, reference, form)
        if status != SAVED:
            return self._page(request, matter, form, status)
        messages.success(request, _("Done: %(act)s.") % {"act": form.title})
        return redirect(self.address(matter))

    def _form(self, request: StaffRequest, matter: Row, code: str) -> Act[Row]:
        act = self.acts.get(code)
        if act is None:
            raise Http404
        if not act.is_permitted(request.user):
            raise PermissionDenied
        seen = {"seen": last_number(matter.reference)}  # type: ignore[attr-defined]
        sent = (request.POST or None, request.FILES or None)
        form = act(*sent, matter=matter, user=request.user, initial=seen)
        stage(form, request.user, now())
        return form

    def _refused(self, request: StaffRequest, reference: str, form: Act[Row]) -> HttpResponse:
        """Say why not, what happened meanwhile, and keep what was typed."""
        matter = self.find(request, reference)
        before = str(form.data.get("seen", ""))
        entries = changes_after(reference, int(before)) if before.isdecimal() else []
        shown = {
            "refusal": form.refusal,
            "events": [(entry, describe(entry).act, roles_in_words(entry)) for entry in entries],
            "seen": last_number(reference),
            "is_still_open": form.is_open(matter, request.user),
        }
        return self._page(request, matter, form, REFUSED, **shown)

    def _page(
        self, request: StaffRequest, matter: Row, form: Act[Row], status: int, **more: Any
    ) -> HttpResponse:
        shown = {"form": form, "is_still_open": True, "back": self.address(matter), **more}
        return self.draw(request, matter, shown, status)


@transaction.atomic
def _do(request: StaffRequest, matter: Any, form: Act[Any]) -> None:
    """Lock the matter with its chain, refuse to act on what its reader has not seen, and act."""
    end = chain_end(lock_matter(type(matter), matter.pk))
    seen = form.cleaned_data["seen"]
    if end is not None and seen is not None and end[0] > seen and not form.is_parallel:
        raise StaleEdit
    form.act(by=request.user, at=now())
