"""What one may ask about orders."""

from tongban.work.hotline.queries.visibility import (
    CENTRE,
    READING,
    sealed_visible_to,
    visible_to,
    words_visible_to,
)

__all__ = ["CENTRE", "READING", "sealed_visible_to", "visible_to", "words_visible_to"]
