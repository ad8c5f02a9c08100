"""Forms of construction projects."""
