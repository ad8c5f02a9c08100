"""Icons drawn into the page, each read once from the archive that set-up makes (frontend/vendor.py)."""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.core.exceptions import ImproperlyConfigured
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ARCHIVE = Path(__file__).parent / "static" / "vendor" / "icons.zip"


@cache
def shape(name: str) -> SafeString:
    """Return the lines of an outline icon."""
    try:
        return mark_safe(archive().read(f"{name}.svg").decode())  # noqa: S308 - drawn by set-up from the lock file
    except KeyError as error:
        raise ImproperlyConfigured(f"there is no icon {name!r}; see tabler.io/icons") from error


@cache
def archive() -> ZipFile:
    """Return the archive, its list of some thousand names read once; in memory, for forked workers share no place in a file."""
    if not ARCHIVE.exists():
        raise ImproperlyConfigured(f"{ARCHIVE} is missing: run `make assets`")
    return ZipFile(BytesIO(ARCHIVE.read_bytes()))


@cache
def draw(name: str, classes: str = "") -> SafeString:
    """Draw an icon that says nothing by itself: a word always stands beside it."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        classes,
        shape(name),
    )
