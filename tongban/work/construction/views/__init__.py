"""Pages of construction projects."""
