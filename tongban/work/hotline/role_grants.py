"""What the bureau's roles may do with orders of the hotline."""

GRANTS = {
    "hotline_agent": ["hotline.take"],
    "hotline_dispatcher": ["hotline.take", "hotline.dispatch", "hotline.confidential"],
    "report_keeper": ["hotline.confidential_all", "hotline.dispatch", "hotline.check"],
    "quality_officer": ["hotline.check"],
    "hotline_head": [
        "hotline.take",
        "hotline.dispatch",
        "hotline.check",
        "hotline.lead",
        "hotline.confidential",
    ],
    "unit_officer": ["hotline.work"],
    "unit_head": ["hotline.work", "hotline.approve"],
    "policy_specialist": ["hotline.take", "hotline.dispatch"],
}
