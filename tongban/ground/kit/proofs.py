"""What is proven of files and notices of working days."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    # a file is kept before the act that refers to it, and cleared when none does; its digest is its key
    ProvenRows("kit.StoredFile", free="TG_OP <> 'UPDATE'"),
    ProvenRows("kit.CalendarNotice"),
)
NOT_PROVEN = {
    "kit.CountedDay": "made anew from the notices, which are proven; no limit is counted with it",
    "kit.ClockWatch": "the last time that was believed, noted with every heartbeat; a confirmation is an act",
    "kit.ServiceRun": "a heartbeat of the server, written every few seconds",
}
