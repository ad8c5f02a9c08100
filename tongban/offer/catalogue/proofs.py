"""What is proven of items, their versions and the lists."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("catalogue.Item"),
    ProvenRows("catalogue.ItemVersion"),
    ProvenRows("catalogue.LicenceType"),
    ProvenRows("catalogue.Situation"),
    ProvenRows("catalogue.Material"),
    ProvenRows("catalogue.Step"),
    ProvenRows("catalogue.ItemList"),
    ProvenRows("catalogue.ListVersion"),
    ProvenRows("catalogue.ListEntry"),
)
NOT_PROVEN = {"catalogue.SearchText": "made anew from the published version, which is proven"}
