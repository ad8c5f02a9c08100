"""What is proven of items, their versions and the lists."""

from tongban.ground.ledger.proof_tables import ProvenRows
from tongban.offer.catalogue.queries.ledger_words import ACTS as WORDS
from tongban.offer.catalogue.states import LISTS, VERSIONS

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
OF_THE_CATALOGUE = frozenset(WORDS) - frozenset(VERSIONS.moves) - frozenset(LISTS.moves)
ACTS = dict.fromkeys(("ITEM", "LIST", "CATALOGUE"), OF_THE_CATALOGUE)
