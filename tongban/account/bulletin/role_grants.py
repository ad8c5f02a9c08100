"""What the bureau's roles may do with bulletins."""

GRANTS = {"hotline_head": ["bulletin.issue"]}
