"""Keeping the search in step with what is shown."""

from django.db import transaction

from tongban.ground.kit.search.rows import row_fields
from tongban.offer.knowledge.models import EntryText, EntryVersion
from tongban.offer.knowledge.models.entries import LIVE


def text_of(version: EntryVersion) -> EntryText:
    """Return a version's words for the search."""
    body = [version.short_answer, version.long_answer, version.classes, version.area]
    return EntryText(version=version, **row_fields(version.title, version.question_list, body))


def index_entry(version: EntryVersion) -> None:
    """Write a version into the search, in place of the former one."""
    unindex_entry(version)
    text_of(version).save(force_insert=True)


def unindex_entry(version: EntryVersion) -> None:
    """Take an entry out of the search."""
    EntryText.objects.filter(version__entry=version.entry_id).delete()


@transaction.atomic
def index_entries_anew() -> int:
    """Write the whole search anew, after synonyms were changed; return how many entries it holds."""
    EntryText.objects.all().delete()
    rows = [text_of(version) for version in EntryVersion.objects.filter(status__in=LIVE)]
    return len(EntryText.objects.bulk_create(rows))
