"""Policies in versions, the enterprises they may fit, the experts, what was decided, and the grants without application."""

from tongban.offer.policies.models.enterprises import EnterpriseProfile, Match, PastDecision
from tongban.offer.policies.models.experts import Expert
from tongban.offer.policies.models.grants import GrantList, GrantRow
from tongban.offer.policies.models.policies import (
    Exclusion,
    Level,
    Policy,
    PolicyCondition,
    PolicyVersion,
    Status,
)

__all__ = [
    "EnterpriseProfile",
    "Exclusion",
    "Expert",
    "GrantList",
    "GrantRow",
    "Level",
    "Match",
    "PastDecision",
    "Policy",
    "PolicyCondition",
    "PolicyVersion",
    "Status",
]
