"""The numbers of policies, experts and lists of grants."""

from tongban.ground.matters.numbers import Numbered, Numbers

POLICIES = Numbers("POL")
EXPERTS = Numbers("EXP")
GRANT_LISTS = Numbers("GRANT")
NUMBERED = (Numbered("policies.Policy"), Numbered("policies.Expert"), Numbered("policies.GrantList"))
