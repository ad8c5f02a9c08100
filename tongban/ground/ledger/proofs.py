"""What is proven of the ledger itself: its chains, MACs, marks and seals prove it, not images."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN: tuple[ProvenRows, ...] = ()
NOT_PROVEN = {
    "ledger.Installation": "proven by the key folder, which keeps the same name and the same first key",
    "ledger.Entry": "proven by its chain, its MAC and its seal",
    "ledger.RowImage": "proven by the mark that covers it, which is an entry",
    "ledger.Seal": "proven by its own chain, its signature and the notes outside the database",
}
