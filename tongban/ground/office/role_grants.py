"""Who sets what: the office itself, what the public reads, and how officers word their opinions."""

GRANTS = {
    "system_administrator": {"settings.edit", "settings.publish", "settings.word"},
    "hall_head": {"settings.publish"},
    "leaders_office": {"settings.publish"},
    "legal_officer": {"settings.word"},
}
