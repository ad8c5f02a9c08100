"""What is drawn as the one code of a person: whose it is and when it was shown, signed by this house."""

from datetime import UTC, datetime

from django.core import signing

HEAD = "TB"
SIGNER_SALT = "hall.person-code"


def write_code(number: int, issued_at: datetime) -> str:
    """Return the text to draw for a person's code, named by its key; good for minutes from then on."""
    return _signer().sign(f"{HEAD}-{number}-{int(issued_at.timestamp() * 1000)}")


def read_code(text: str) -> tuple[int, datetime] | None:
    """Return whose code it is and when it was shown; nothing for what this house has not signed."""
    try:
        _head, number, instant = _signer().unsign(text.strip()).split("-")
    except (signing.BadSignature, ValueError):
        return None
    return int(number), datetime.fromtimestamp(int(instant) / 1000, UTC)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SIGNER_SALT, sep=".")
