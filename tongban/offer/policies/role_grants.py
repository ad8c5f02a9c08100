"""What the bureau's roles may do with policies: who drafts does not approve, who draws a list up does not pay it."""

GRANTS = {
    "item_manager": ["policies.read", "policies.edit", "policies.grant"],
    "legal_officer": ["policies.read", "policies.approve"],
    "division_head": ["policies.read", "policies.publish"],
    "finance_officer": ["policies.read", "policies.pay"],
    "window_clerk": ["policies.read"],
    "supervisor": ["policies.read"],
    "data_officer": ["policies.read", "policies.edit"],
    "bureau_leader": ["policies.read"],
    "policy_specialist": ["policies.read"],
}
