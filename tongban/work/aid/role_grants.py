"""What the bureau's roles may do in enterprise aid; the specialist takes and dispatches orders of the own line beside it."""

GRANTS = {
    "policy_specialist": ["aid.read", "aid.work", "aid.meet"],
    "hotline_head": ["aid.read", "aid.work", "aid.meet"],
    "bureau_leader": ["aid.read"],
    "supervisor": ["aid.read"],
}
