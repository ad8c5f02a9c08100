"""Names that lead back to nobody without this installation's secret: HMAC-SHA-256, shortened, the same each time."""

import hashlib
import re
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

DIGITS = 16
REMEMBERED = 100_000
FACTS, EVENTS = "facts", "desk.events"
"""What leaves separately has names of its own: rows of facts and exported events cannot be laid side by side."""
BLOCK_BYTES = 64
IN_QUERY = re.compile(r"\{pseudonym (\w+) ([\w.]+)\}")


def pseudonym(kind: str, key: object, purpose: str = EVENTS) -> str:
    """Return the name of one thing of a kind for a purpose."""
    return f"{kind}-{_digest(f'{kind}:{key}', purpose, settings.SECRET_KEY)}"


def with_pseudonyms(query: str) -> str:
    """Return the query of a fact where ``{pseudonym officer matter.taken_in_by_id}`` gives the same name in SQL."""
    return IN_QUERY.sub(lambda found: _in_sql(found[1], found[2]), query)


@lru_cache(maxsize=REMEMBERED)
def _digest(text: str, purpose: str, secret: str) -> str:
    return salted_hmac(purpose, text, secret=secret, algorithm="sha256").hexdigest()[:DIGITS]


def _in_sql(kind: str, column: str) -> str:
    """Write HMAC with what PostgreSQL has built in; the key stands in it only as the two pads of RFC 2104."""
    key = hashlib.sha256(FACTS.encode() + settings.SECRET_KEY.encode()).digest().ljust(BLOCK_BYTES, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in key).hex() for pad in (0x36, 0x5C))
    message = f"convert_to('{kind}:' || {column}, 'UTF8')"
    digest = f"sha256('\\x{outer}'::bytea || sha256('\\x{inner}'::bytea || {message}))"
    return f"'{kind}-' || left(encode({digest}, 'hex'), {DIGITS})"
