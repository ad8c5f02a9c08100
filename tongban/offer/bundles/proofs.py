"""What is proven of bundles: all of it."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("bundles.Bundle"),
    ProvenRows("bundles.BundleVersion"),
    ProvenRows("bundles.BundleQuestion"),
    ProvenRows("bundles.BundleItem"),
    ProvenRows("bundles.BundleOrder"),
)
NOT_PROVEN: dict[str, str] = {}
