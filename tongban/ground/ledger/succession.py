"""One key after another: a new one counts from a seal on, when the one before it signed that, and it was noted.

A public key that merely lies in the folder is not believed.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tongban.ground.ledger import keys
from tongban.ground.ledger.chain import canonical, instant
from tongban.ground.ledger.keys import PRIVATE, Ed25519Signer, folder, is_signed, public_path

if TYPE_CHECKING:
    from tongban.ground.ledger.notes import Notes

NEXT = f"{PRIVATE}.next"
SIGNED = ("old", "pem", "after_seal", "at")


@dataclass(frozen=True)
class TrustedKey:
    """A public key and the seals that it may have signed: after the first number, up to the last (None: still)."""

    pem: str
    fingerprint: str
    after: int = 0
    until: int | None = None

    def may_sign(self, number: int) -> bool:
        """Return whether a seal of this number may carry this key."""
        return self.after < number and (self.until is None or number <= self.until)


def trusted_keys(notes: "Notes | None") -> dict[str, TrustedKey]:
    """Return the keys that follow from the first one, by short name."""
    found: dict[str, TrustedKey] = {}
    if notes is None:
        return _own()
    for fingerprint in (notes.first_key, *notes.keys):
        key_id = fingerprint[: keys.ID_LENGTH]
        before = next(reversed(found), None)
        after = _certified(before, found[before].pem, fingerprint) if before else 0
        pem = _public(key_id)
        if after is None or keys.fingerprint_of(pem) != fingerprint:
            break
        if before:
            found[before] = TrustedKey(
                found[before].pem, found[before].fingerprint, found[before].after, after
            )
        found[key_id] = TrustedKey(pem, fingerprint, after)
    return found


def certify(old: Ed25519Signer, *, after_seal: int, at: datetime) -> Ed25519Signer:
    """Make the next key and let the present one sign it; a hand-over that was cut off is finished with its key."""
    path = folder() / NEXT
    keys.make_private(path)
    new = keys.read_signer(path)
    keys.publish(new)
    said: dict[str, Any] = {
        "old": old.key_id,
        "pem": keys.pem_of(new.private.public_key()),
        "after_seal": after_seal,
        "at": instant(at),
    }
    signed = {**said, "signature": old.sign(canonical(said))}
    certificate = folder() / f"ledger-{new.key_id}.cert.json"
    certificate.unlink(missing_ok=True)
    keys.write_private(certificate, json.dumps(signed, indent=1).encode())
    return new


def install_next_key() -> None:
    """Put the next key in the place of the present one, which is gone from now on."""
    (folder() / NEXT).replace(folder() / PRIVATE)


def _certified(before: str, pem: str, fingerprint: str) -> int | None:
    """Return after which seal a key follows the one before it; None where that one did not sign it."""
    try:
        path = folder() / f"ledger-{fingerprint[: keys.ID_LENGTH]}.cert.json"
        said = json.loads(path.read_text(encoding="ascii"))
        content = canonical({name: said[name] for name in SIGNED})
        is_meant = said["old"] == before and keys.fingerprint_of(said["pem"]) == fingerprint
        fits = is_meant and is_signed(content, said["signature"], pem)
        return int(said["after_seal"]) if fits else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _public(key_id: str) -> str:
    try:
        return public_path(key_id).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _own() -> dict[str, TrustedKey]:
    """Before the first seal the key that lies in its place is the only one."""
    path = folder() / PRIVATE
    if not path.exists():
        return {}
    own = keys.read_signer(path)
    return {own.key_id: TrustedKey(keys.pem_of(own.private.public_key()), own.fingerprint)}
