"""What the door for other systems may ask, and how it tells the answer."""

from tongban.doors.api.queries.clients import history, key_of, said, scopes_in_words, visible_to
from tongban.doors.api.scopes import SCOPES

__all__ = ["SCOPES", "history", "key_of", "said", "scopes_in_words", "visible_to"]
