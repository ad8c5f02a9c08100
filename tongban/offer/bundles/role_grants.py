"""What the bureau's roles may do with bundles: who drafts one does not check it."""

GRANTS = {
    "item_manager": ["bundles.read", "bundles.edit"],
    "legal_officer": ["bundles.read", "bundles.check"],
    "division_head": ["bundles.read", "bundles.publish"],
    "window_clerk": ["bundles.read"],
    "supervisor": ["bundles.read"],
    "bureau_leader": ["bundles.read"],
}
