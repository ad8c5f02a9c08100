"""What is proven of parcels: every row; the acts are those of the matter that a parcel belongs to."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (ProvenRows("delivery.Delivery"), ProvenRows("delivery.DeliveryChoice"))
NOT_PROVEN: dict[str, str] = {}
