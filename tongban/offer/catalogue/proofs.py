"""What is proven of items, their versions and the lists."""

from tongban.ground.ledger.proven import Rows
from tongban.offer.catalogue.queries.wording import ACTS as WORDS
from tongban.offer.catalogue.states import LISTS, VERSIONS

PROVEN = (
    Rows("catalogue.Item"),
    Rows("catalogue.ItemVersion"),
    Rows("catalogue.LicenceType"),
    Rows("catalogue.Situation"),
    Rows("catalogue.Material"),
    Rows("catalogue.Step"),
    Rows("catalogue.ItemList"),
    Rows("catalogue.ListVersion"),
    Rows("catalogue.ListEntry"),
)
NOT_PROVEN = {"catalogue.SearchText": "made anew from the published version, which is proven"}
OF_THE_CATALOGUE = frozenset(WORDS) - frozenset(VERSIONS.moves) - frozenset(LISTS.moves)
ACTS = dict.fromkeys(("ITEM", "LIST", "CATALOGUE"), OF_THE_CATALOGUE)
