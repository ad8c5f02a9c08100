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
            "performance_clerk", _("Performance clerk"), "account.read budget.edit evaluation.edit audit.run"
        ),
        _role("division_head", _("Head of division"), "account.read evaluation.endorse audit.run"),
        _role(
            "finance_officer",
            _("Finance officer"),
            "account.read budget.edit evaluation.check evaluation.file evaluation.publish audit.run",
        ),
        _role("bureau_leader", _("Bureau leader"), "account.read evaluation.sign"),
        _role("finance_reviewer", _("Finance bureau reviewer"), "account.review"),
        _role("auditor", _("Auditor"), "account.read account.read_all ledger.verify audit.run"),
        _role("system_administrator", _("System administrator"), "people.manage"),
    )
}

PERMISSIONS = frozenset().union(*(role.permissions for role in ROLES.values()))
ROLE_CHOICES = [(role.code, role.title) for role in ROLES.values()]


def permissions_of(codes: set[str]) -> frozenset[str]:
    """Return what the holder of these roles may do; a role that no longer exists gives nothing."""
    return frozenset[str]().union(*(ROLES[code].permissions for code in codes if code in ROLES))
