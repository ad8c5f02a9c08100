"""The working days: which years are published, each year drawn, and notices entered."""
