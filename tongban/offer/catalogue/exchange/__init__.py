"""Items as other offices exchange them: the national field names, as workbook and as JSON."""

from tongban.offer.catalogue.exchange.fields import SHEETS
from tongban.offer.catalogue.exchange.files import from_json, read, read_workbook, to_json, to_workbook
from tongban.offer.catalogue.exchange.records import Batch, as_content, as_record

__all__ = [
    "SHEETS",
    "Batch",
    "as_content",
    "as_record",
    "from_json",
    "read",
    "read_workbook",
    "to_json",
    "to_workbook",
]
