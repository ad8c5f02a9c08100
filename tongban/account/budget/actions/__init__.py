"""What the finance people do to a budget."""
