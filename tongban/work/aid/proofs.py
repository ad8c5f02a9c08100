"""What is proven of enterprise aid: every column; the order of a demand is proven by the hotline."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("aid.EnterpriseDemand"),
    ProvenRows("aid.SentPolicy"),
    ProvenRows("aid.Meeting"),
    ProvenRows("aid.MeetingItem"),
    ProvenRows("aid.PolicyNews"),
)
NOT_PROVEN: dict[str, str] = {}
