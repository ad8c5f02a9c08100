"""Who reads the pictures of settings: whoever sets them. The logo in force has an address of its own, for everybody."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.ground.office.models import SettingChange
from tongban.ground.office.registry import EDIT
from tongban.ground.people.models import User


def may_read(user: Any, stored: StoredFile) -> bool:
    """Return whether it is a picture of a setting and this person sets them."""
    return isinstance(user, User) and user.may(EDIT) and SettingChange.objects.filter(file=stored).exists()
