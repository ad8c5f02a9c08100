"""What is proven of licences and of who looked at them."""

from tongban.ground.ledger.proven import Rows

PROVEN = (Rows("licences.Licence"), Rows("licences.LicenceUse"))
NOT_PROVEN: dict[str, str] = {}
ACTS = {"LIC": frozenset({"use"})}
