"""The linter for performance reports: read, check, explain. Pure Python; imports nothing of Tongban and no Django."""
