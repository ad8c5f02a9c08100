"""Forms over items, drafts and lists."""
