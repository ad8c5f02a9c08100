"""The roles of the bureau: one row per role, with what its holder may do.

A permission reads "thing.act". Pages and moves ask for permissions, never for roles.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A function that a member of staff holds for a time."""

    code: str
    title: str | Promise
    permissions: frozenset[str]


def _role(code: str, title: str | Promise, permissions: str) -> Role:
    return Role(code, title, frozenset(permissions.split()))


ROLES = {
    role.code: role
    for role in (
        _role(
            "performance_clerk",
            _("Performance clerk"),
            "account.read budget.edit evaluation.edit audit.run insight.read",
        ),
        _role(
            "division_head",
            _("Head of division"),
            "account.read evaluation.endorse audit.run insight.read catalogue.read cases.read cases.review cases.decide "
            "ratings.handle",
        ),
        _role(
            "finance_officer",
            _("Finance officer"),
            "account.read insight.read budget.edit evaluation.check evaluation.file evaluation.publish audit.run",
        ),
        _role(
            "bureau_leader",
            _("Bureau leader"),
            "account.read insight.read evaluation.sign catalogue.read cases.read_all cases.extend",
        ),
        _role("finance_reviewer", _("Finance bureau reviewer"), "account.review insight.read"),
        _role(
            "auditor",
            _("Auditor"),
            "account.read account.read_all insight.read ledger.verify audit.run cases.read_all",
        ),
        _role(
            "system_administrator",
            _("System administrator"),
            "people.manage people.clients outbox.manage duties.manage",
        ),
        _role("applicant", _("Applicant"), "cases.apply"),
        _role(
            "window_clerk",
            _("Window clerk"),
            "catalogue.read cases.read cases.intake cases.issue people.applicants",
        ),
        _role("reviewer", _("Reviewer"), "catalogue.read cases.read cases.review"),
        _role(
            "licence_officer", _("Licence officer"), "cases.read cases.issue cases.archive licences.manage"
        ),
        _role("item_manager", _("Item manager"), "catalogue.read catalogue.edit catalogue.publish"),
        _role(
            "legal_officer",
            _("Legal officer"),
            "catalogue.read catalogue.approve cases.read_all cases.remedy calendar.edit",
        ),
        _role(
            "supervisor",
            _("Supervisor"),
            "catalogue.read insight.read cases.read_all cases.supervise ratings.rule logs.read logs.import",
        ),
        _role(
            "data_officer",
            _("Data officer"),
            "catalogue.read cases.read_all logs.read logs.import outbox.manage",
        ),
        _role("obstacle_officer", _("Officer for what could not be done"), "catalogue.read cases.read_all"),
        _role("hotline_agent", _("Hotline agent"), "catalogue.read"),
        _role("hotline_dispatcher", _("Hotline dispatcher"), "catalogue.read"),
        _role("quality_officer", _("Quality officer"), "catalogue.read insight.read"),
        _role("hotline_head", _("Head of the hotline"), "catalogue.read insight.read"),
        _role("report_keeper", _("Keeper of reports against the hotline"), ""),
        _role("hall_head", _("Head of the hall"), "catalogue.read cases.read insight.read"),
        _role("unit_officer", _("Officer of a unit"), "catalogue.read"),
        _role("unit_head", _("Head of a unit"), "catalogue.read insight.read"),
        _role("knowledge_officer", _("Knowledge officer of the centre"), "catalogue.read"),
        _role("policy_specialist", _("Policy specialist for enterprises"), "catalogue.read"),
        _role("programme_editor", _("Editor of live programmes"), ""),
        _role("programme_host", _("Host of live programmes"), ""),
        _role("leaders_office", _("Leaders' office"), ""),
    )
}

APPLICANT = "applicant"


def role_choices() -> list[tuple[str, str | Promise]]:
    """Return the roles for a column: asked when needed, so that a new role is no migration."""
    return [(role.code, role.title) for role in ROLES.values()]


STAFF_ROLE_CHOICES = [choice for choice in role_choices() if choice[0] != APPLICANT]
