"""What the bureau's roles may do with enquiries."""

GRANTS = {"window_clerk": ["enquiries.take"], "reviewer": ["enquiries.answer"]}
