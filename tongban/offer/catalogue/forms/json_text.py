"""Reading what was typed as JSON."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongban.ground.kit import strict_json


def read_json(text: str) -> Any:
    """Return a text as JSON; nothing is an empty object."""
    try:
        return strict_json.read(text) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        said = {"line": line, "column": column}
        raise ValidationError(
            _("This is not JSON: look at line %(line)d, letter %(column)d.") % said
        ) from error
