"""What the bureau's roles may do: who inspects does not decide on appeals against it, who enters values rules on none of them."""

GRANTS = {
    "hotline_agent": ["inspection.answer"],
    "hotline_dispatcher": ["inspection.answer"],
    "unit_officer": ["inspection.answer"],
    "quality_officer": [
        "inspection.plan",
        "inspection.inspect",
        "inspection.judge",
        "inspection.evaluate",
    ],
    "hotline_head": [
        "inspection.plan",
        "inspection.judge",
        "inspection.evaluate",
        "inspection.decide",
    ],
    "unit_head": ["inspection.answer"],
    "supervisor": ["inspection.read"],
    "auditor": ["inspection.read"],
}
