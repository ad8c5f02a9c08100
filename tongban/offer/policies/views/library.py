"""The library: the list of policies, a version with its conditions in words, and the editor with its preview."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import OPENED, WRONG, attempt_making, redirect_saved
from tongban.ground.matters.changes import last_number
from tongban.offer.policies import queries
from tongban.offer.policies.actions import drafts
from tongban.offer.policies.forms.drafts import ConditionRows, DraftForms, NewPolicyForm, VersionFieldsForm
from tongban.offer.policies.forms.moves import VERSION_ACTS
from tongban.offer.policies.forms.registers import PolicyFilters
from tongban.offer.policies.models import Level, PolicyVersion, Status
from tongban.offer.policies.profile import fields
from tongban.offer.policies.rules import Outcome

reads = requires("policies.read")
edits = requires("policies.edit")
TONES = {
    Status.DRAFT: "grey",
    Status.IN_REVIEW: "blue",
    Status.APPROVED: "yellow",
    Status.PUBLISHED: "green",
    Status.SUPERSEDED: "grey",
    Status.WITHDRAWN: "red",
}
OUTCOME_TONES = {Outcome.MET: "green", Outcome.NOT_MET: "red", Outcome.UNKNOWN: "yellow"}
MOST_SAMPLES = 12


def _state(row: Any) -> Any:
    day = localdate()
    if row.public and row.public_until and row.public_until < day:
        return light("black", _("Ended"))
    if row.public and row.public_review <= day:
        return light("yellow", _("Due for review"))
    shown = Status.PUBLISHED if row.public else Status(row.latest_status)
    return light(TONES[shown], shown.label)


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "title",
        gettext_lazy("Policy"),
        sort="title",
        link=lambda row: reverse("policies:version", args=[row.public or row.latest_reference]),
    ),
    Column("level", gettext_lazy("Level"), value=lambda row: str(Level(row.level).label), sort="level"),
    Column("issuer", gettext_lazy("Issued by"), sort="issuer"),
    Column("unit", gettext_lazy("Owner unit"), value=lambda row: row.unit.name, sort="unit__name"),
    Column(
        "status", gettext_lazy("State"), value=lambda row: str(Status(row.latest_status).label), show=_state
    ),
    Column(
        "working",
        gettext_lazy("In work"),
        value=lambda row: str(Status(row.working).label) if row.working else "",
        show=lambda row: light(TONES[Status(row.working)], Status(row.working).label) if row.working else "—",
    ),
    Column("public_until", gettext_lazy("Valid until"), kind="day", sort="public_until"),
    Column("public_review", gettext_lazy("To be reviewed by"), kind="day", sort="public_review"),
    Column("reference", gettext_lazy("Number"), sort="reference"),
)


@reads
@require_safe
def policies(request: StaffRequest) -> HttpResponse:
    rows = queries.library(request.user)
    table = Table(
        request, rows, COLUMNS, code="policies", title=_("Policies for enterprises"), filters=PolicyFilters
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "may_edit": request.user.may("policies.edit")}
    return render(request, "policies/policies.html", shown)


@reads
@require_safe
def version(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move, or begin the next version."""
    return PAGE.answer(request, reference, move)


def _found(request: StaffRequest, reference: str) -> PolicyVersion:
    return get_object_or_404(queries.versions_visible_to(request.user), reference=reference)


def _address(found: PolicyVersion) -> str:
    return reverse("policies:version", args=[found.reference])


def _drawn(request: StaffRequest, found: PolicyVersion, shown: dict[str, Any], status: int) -> HttpResponse:
    day = localdate()
    more: dict[str, Any] = {
        "version": found,
        "light": light(TONES[Status(found.status)], found.get_status_display()),
        "acts": offered(VERSION_ACTS, found, request.user),
        "may_change": found.status == Status.DRAFT and request.user.may("policies.edit"),
        "may_draw_up": found.is_automatic
        and found.status == Status.PUBLISHED
        and request.user.may("policies.grant"),
        "may_enter": request.user.may("policies.edit"),
        "faults": queries.version_faults(found, day) if found.published_at is None else [],
        "agreement": queries.agreement_of(found),
        "others": queries.versions_visible_to(request.user).filter(policy=found.policy).order_by("-number"),
        "excluded": queries.titles_of(row.other_id for row in found.exclusions.all()),
        "happened": history_in_words(found.reference),
        "asks": _asked(found),
    }
    return render(request, "policies/version.html", more | shown, status=status)


def _asked(found: PolicyVersion) -> list[str]:
    known, said = fields(), queries.language()
    return [known[code].name(said) for code in known if code in found.rule.asks]


PAGE = ActPage(VERSION_ACTS, _found, _address, _drawn)


@edits
def new(request: StaffRequest) -> HttpResponse:
    """Enter a policy with the draft of its first version."""
    fields_form = NewPolicyForm(request.POST or None, others=queries.titled(queries.visible_to(request.user)))
    editor = DraftForms(fields_form, ConditionRows(request.POST or None, prefix="rows"))

    def enter() -> PolicyVersion:
        unit = fields_form.cleaned_data["unit"]
        return drafts.enter_policy(unit, editor.content, by=request.user, at=now())

    status, made = _answer(request, editor, enter)
    if made is not None:
        return redirect_saved(request, "policies:version", made.reference)
    return _editor(request, editor, None, status)


@edits
def edit(request: StaffRequest, reference: str) -> HttpResponse:
    """Change a draft, or look what it would say before it is saved."""
    found = _found(request, reference)
    others = queries.titled(queries.visible_to(request.user).exclude(pk=found.policy_id))
    fields_form = VersionFieldsForm(request.POST or None, instance=found, others=others)
    said = [
        {"expression": row.expression, "zh": row.words_zh, "en": row.words_en}
        for row in found.conditions.all()
    ]
    given = None if request.POST else said
    editor = DraftForms(fields_form, ConditionRows(request.POST or None, prefix="rows", initial=given))
    mark = request.POST.get("seen", "")
    seen = int(mark) if mark.isdecimal() else 0

    def change() -> PolicyVersion:
        return drafts.change_version(found, editor.content, by=request.user, at=now(), seen=seen)

    status, changed = _answer(request, editor, change)
    if changed is not None:
        return redirect_saved(request, "policies:version", found.reference)
    return _editor(request, editor, found, status)


def _answer(
    request: StaffRequest, editor: DraftForms, make: Callable[[], PolicyVersion]
) -> tuple[int, PolicyVersion | None]:
    """Save what was typed; a preview saves nothing."""
    if request.method == "POST" and not editor.is_valid():
        return WRONG, None
    return (OPENED, None) if "preview" in request.POST else attempt_making(editor.fields, make)


def _editor(
    request: StaffRequest, editor: DraftForms, found: PolicyVersion | None, status: int
) -> HttpResponse:
    shown: dict[str, Any] = {
        "version": found,
        "form": editor.fields,
        "rows": editor.rows,
        "seen": request.POST.get("seen") or (last_number(found.reference) if found else ""),
        "fields": fields().values(),
        "is_chinese": queries.language() == "zh",
    }
    if "preview" in request.POST and status == OPENED:
        shown |= _preview(editor, found)
    return render(request, "policies/edit.html", shown, status=status)


def _preview(editor: DraftForms, found: PolicyVersion | None) -> dict[str, Any]:
    rule = editor.content.as_rule(found.policy.reference if found else "")
    judged = queries.samples_for(rule, localdate(), MOST_SAMPLES)
    tones = [(profile, said, light(OUTCOME_TONES[said.outcome])) for profile, said in judged]
    return {
        "samples": tones,
        "agreement": queries.agreement_of(found, rule) if found else None,
        "is_preview": True,
    }
