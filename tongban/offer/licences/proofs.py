"""What is proven of licences and of who looked at them."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (ProvenRows("licences.Licence"), ProvenRows("licences.LicenceUse"))
NOT_PROVEN: dict[str, str] = {}
