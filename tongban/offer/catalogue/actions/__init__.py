"""What the item manager and the legal officer do to items, their versions and the lists."""

from tongban.ground.kit.answers import Fault, Faulty
from tongban.offer.catalogue.actions.editing import (
    add,
    add_item,
    change,
    change_item,
    change_part,
    remove,
)
from tongban.offer.catalogue.actions.filling import Flaw, Flawed, Known, fill
from tongban.offer.catalogue.actions.importing import Taken, import_items
from tongban.offer.catalogue.actions.indexing import index_anew
from tongban.offer.catalogue.actions.lists import (
    begin_list,
    begin_list_draft,
    publish_list,
    put_on_list,
    take_off_list,
)
from tongban.offer.catalogue.actions.passing import (
    approve,
    approve_all,
    begin_draft,
    publish,
    publish_all,
    return_draft,
    submit,
    submit_all,
    withdraw,
)

__all__ = [
    "Fault",
    "Faulty",
    "Flaw",
    "Flawed",
    "Known",
    "Taken",
    "add",
    "add_item",
    "approve",
    "approve_all",
    "begin_draft",
    "begin_list",
    "begin_list_draft",
    "change",
    "change_item",
    "change_part",
    "fill",
    "import_items",
    "index_anew",
    "publish",
    "publish_all",
    "publish_list",
    "put_on_list",
    "remove",
    "return_draft",
    "submit",
    "submit_all",
    "take_off_list",
    "withdraw",
]
