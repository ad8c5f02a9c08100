"""Ask, answer."""
