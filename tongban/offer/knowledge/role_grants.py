"""What roles may do with knowledge: read it, write for their unit, check for their unit, release for the centre."""

READ = "knowledge.read"
READING = (
    *("window_clerk", "licence_officer", "legal_officer", "supervisor", "bureau_leader", "data_officer"),
    *("hotline_agent", "hotline_dispatcher", "quality_officer", "policy_specialist"),
)
GRANTS = {
    **dict.fromkeys(READING, (READ,)),
    **dict.fromkeys(("reviewer", "item_manager", "unit_officer"), (READ, "knowledge.edit")),
    **dict.fromkeys(("division_head", "unit_head"), (READ, "knowledge.check")),
    **dict.fromkeys(("knowledge_officer", "hotline_head"), (READ, "knowledge.release")),
}
