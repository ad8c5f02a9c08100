"""What roles may do about help: windows and reviewers help, the head of the hall names helpers, everybody asks."""

GRANTS = {
    "window_clerk": ["assistance.read", "assistance.help"],
    "reviewer": ["assistance.read", "assistance.help"],
    "policy_specialist": ["assistance.read", "assistance.help"],
    "hall_head": ["assistance.read", "assistance.oversee", "assistance.lead"],
    "division_head": ["assistance.read", "assistance.oversee"],
    "supervisor": ["assistance.read", "assistance.oversee"],
    "bureau_leader": ["assistance.read", "assistance.oversee"],
    "applicant": ["assistance.ask"],
}
