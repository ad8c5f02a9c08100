"""What tells one material from another."""

import re


def bare_name(name: str) -> str:
    """Return a material's name without brackets, spaces and signs."""
    return re.sub(r"[（(].*?[)）]|[\W_]", "", name)
