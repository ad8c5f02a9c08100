"""What the pages share: who may open them, and the version asked for."""

from django.shortcuts import get_object_or_404

from tongban.ground.kit.access import StaffRequest, requires
from tongban.offer.catalogue.models import ItemVersion, Status
from tongban.offer.catalogue.queries import versions

reads = requires("catalogue.read")
edits = requires("catalogue.edit")


def version_for(request: StaffRequest, pk: int) -> ItemVersion:
    """Return a version with its guide that this person may see; anything else does not exist."""
    return get_object_or_404(versions.with_guide(versions.visible_to(request.user)), pk=pk)


def is_editable(request: StaffRequest, version: ItemVersion) -> bool:
    """Say whether this person may change the version now."""
    return version.status == Status.DRAFT and request.user.may("catalogue.edit")
