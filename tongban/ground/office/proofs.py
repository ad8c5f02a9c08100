"""What is proven of settings: every change of each."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (ProvenRows("office.SettingChange"),)
NOT_PROVEN: dict[str, str] = {}
