"""What one may ask about orders."""

from tongban.work.hotline.queries.visibility import READING, sealed_visible_to, visible_to, words_visible_to

__all__ = ["READING", "sealed_visible_to", "visible_to", "words_visible_to"]
