"""What one may ask about items, their guides and the lists."""

from tongban.offer.catalogue.queries.content import content_of, digest_of
from tongban.offer.catalogue.queries.differing import Difference, differences
from tongban.offer.catalogue.queries.exchanging import records
from tongban.offer.catalogue.queries.faults import Fault, faults_of
from tongban.offer.catalogue.queries.guide import (
    Needed,
    checklist,
    open_questions,
    read_answers,
    steps_for,
)
from tongban.offer.catalogue.queries.kept import guide_of, guides_of
from tongban.offer.catalogue.queries.lists import (
    ListChange,
    entries_of,
    entry_of,
    list_before,
    list_differences,
    list_versions_visible_to,
    lists_visible_to,
    lists_with,
    published_list,
    standing_on,
)
from tongban.offer.catalogue.queries.searching import Hit, search
from tongban.offer.catalogue.queries.versions import (
    Use,
    current_version,
    items_visible_to,
    open_version,
    published,
    uses_of,
    version_before,
    visible_to,
    with_guide,
    withdrawn_since,
)

__all__ = [
    "Difference",
    "Fault",
    "Hit",
    "ListChange",
    "Needed",
    "Use",
    "checklist",
    "content_of",
    "current_version",
    "differences",
    "digest_of",
    "entries_of",
    "entry_of",
    "faults_of",
    "guide_of",
    "guides_of",
    "items_visible_to",
    "list_before",
    "list_differences",
    "list_versions_visible_to",
    "lists_visible_to",
    "lists_with",
    "open_questions",
    "open_version",
    "published",
    "published_list",
    "read_answers",
    "records",
    "search",
    "standing_on",
    "steps_for",
    "uses_of",
    "version_before",
    "visible_to",
    "with_guide",
    "withdrawn_since",
]
