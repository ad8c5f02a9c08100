"""What the bureau's roles may do with construction projects."""

GRANTS = {
    "division_head": [
        "construction.read",
        "construction.lead",
        "construction.opine",
        "construction.decide",
    ],
    "reviewer": ["construction.read", "construction.lead", "construction.opine"],
    "window_clerk": ["construction.read"],
    "item_manager": ["construction.read", "construction.classes"],
    "supervisor": ["construction.read"],
    "bureau_leader": ["construction.read"],
}
