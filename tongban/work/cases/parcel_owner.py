"""What cases say of their parcels: how a case is locked, whether a parcel is still wanted, what follows a signature."""

from tongban.offer.delivery.actions import ParcelOwner
from tongban.work.cases.actions.parcels import is_wanted, lock_by_reference, receive
from tongban.work.cases.notices import NOTICES

PARCELS = ParcelOwner("CASE", lock_by_reference, is_wanted, NOTICES.announce, receive)
