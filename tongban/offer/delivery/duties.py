"""What happens to parcels by itself: they are asked about until somebody has signed."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import USUAL, Duty
from tongban.offer.delivery.actions import track_parcels

DUTIES = (Duty("delivery.parcels", _("Track parcels"), USUAL, track_parcels, undoable=False),)
