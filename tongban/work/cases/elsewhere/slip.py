"""The slip of a hand-over: what both offices sign for. Two installations will exchange exactly this, signed."""

from typing import Any

from tongban.ground.ledger.chain import payload_digest
from tongban.work.cases.models import Transfer


def slip_of(transfer: Transfer) -> dict[str, Any]:
    """Return what a slip says: plain values, the same for sender and receiver."""
    return {
        "number": transfer.number,
        "case": transfer.case.reference,
        "item": transfer.case.version.reference,
        "purpose": str(transfer.purpose),
        "sender": transfer.sender.code,
        "receiver": transfer.receiver.code,
        "contents": transfer.contents,
        "sent_at": transfer.sent_at.isoformat(timespec="seconds"),
    }


def digest_of_slip(transfer: Transfer) -> str:
    """Return the digest of a slip; it stands in the entry of the sender and in that of the receiver."""
    return payload_digest(slip_of(transfer))
