"""Who may read a photo that came with an order: whoever sees the order; of a confidential report, who may read it."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.hotline.models import OrderPhoto
from tongban.work.hotline.queries import sealed_visible_to, visible_to


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as the photo of an order."""
    if not user.is_authenticated:
        return False
    photos = OrderPhoto.objects.filter(file=stored)
    return (
        photos.filter(order__is_confidential=False, order__in=visible_to(user).values("pk")).exists()
        or photos.filter(order__in=sealed_visible_to(user).values("order")).exists()
    )
