"""The office's pages of joint applications: the list with who holds each up, one of them, its one delivery."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import Acts, MoveAct, by_code, offered
from tongban.ground.matters.answers import OPENED
from tongban.ground.people.models import User
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.bundles import actions, queries
from tongban.work.cases.bundles.papers import print_receipt
from tongban.work.cases.models import JointApplication, JointStatus
from tongban.work.cases.states import JOINT

reads = requires("cases.read", "cases.read_all", "cases.supervise")


class DeliverJoint(MoveAct[JointApplication]):
    """Everything handed over at once."""

    chart = JOINT
    code = move = "deliver_joint"
    title, icon_name = JOINT.moves[move].label, "package"
    hint = gettext_lazy(
        "Licences, papers and refusals of all parts go out together; each keeps its own proof."
    )

    def add_fields(self) -> None:
        """Ask how and to whom."""
        ways = [(each.value, each.label) for each in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC)]
        self.fields["way"] = forms.ChoiceField(label=_("Way of delivery"), choices=ways)
        self.fields["recipient"] = forms.CharField(label=_("Handed to"), max_length=120, required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.deliver_joint(self.matter, by=by, at=at, **self.values)


ACTS: Acts[JointApplication] = by_code(DeliverJoint)


class JointFilters(Filters):
    """How the list is narrowed."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[("", gettext_lazy("All")), *JointStatus.choices[1:5]],
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        """Return the rows that fit."""
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows


def _holding(row: JointApplication) -> str:
    if row.status != JointStatus.UNDER_WAY:
        return ""
    shown = queries.parts_shown(row, localdate())
    return "、".join(each.part.case.division.name for each in shown if each.holds_up and each.part.case)


COLUMNS: tuple[Column[Any], ...] = (
    Column("reference", gettext_lazy("Number"), sort="reference", link=lambda row: _address(row)),
    Column("bundle", gettext_lazy("Bundle"), value=lambda row: row.version.name, sort="version__name"),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.applicant.name),
    Column("status", gettext_lazy("Status"), value=lambda row: str(row.get_status_display()), sort="status"),
    Column("promised_on", gettext_lazy("Promised for the whole"), kind="day", sort="promised_on"),
    Column("holding", gettext_lazy("Held up by"), value=_holding),
)


@reads
@require_safe
def joint_list(request: StaffRequest) -> HttpResponse:
    rows = queries.joint_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="joint", title=_("Joint applications"), filters=JointFilters)
    return table.export() if table.is_export else render(request, "cases/joint_list.html", {"table": table})


@reads
@require_safe
def joint(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
@require_safe
def receipt(request: StaffRequest, reference: str) -> HttpResponse:
    """Print the receipt of the whole as issued."""
    return HttpResponse(print_receipt(_found(request, reference)), content_type="application/pdf")


@reads
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move."""
    return PAGE.answer(request, reference, move)


def _found(request: StaffRequest, reference: str) -> JointApplication:
    return get_object_or_404(queries.joint_visible_to(request.user), reference=reference)


def _address(found: JointApplication) -> str:
    return reverse("cases:joint", args=[found.reference])


def _drawn(
    request: StaffRequest, found: JointApplication, shown: dict[str, Any], status: int
) -> HttpResponse:
    more = {
        **queries.joint_shown(found),
        "acts": offered(ACTS, found, request.user),
        "happened": history_in_words(found.reference),
    }
    return render(request, "cases/joint.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
