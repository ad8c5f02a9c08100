"""Keeping the search in step with what is published."""

from collections.abc import Sequence

from django.db import transaction

from tongban.ground.kit.search.rows import row_fields
from tongban.offer.catalogue.models import ItemVersion, SearchText
from tongban.offer.catalogue.queries.content import rows_of
from tongban.offer.catalogue.queries.versions import published_versions, with_guide


def text_of(version: ItemVersion) -> SearchText:
    """Return a version's words for the search."""
    item, law = version.item, [str(each.get("name", "")) for each in version.legal_basis]
    materials = [row.name for row in rows_of(version, "materials")]
    above = [item.parent.name] if item.parent else []
    body = [item.code, item.theme, version.summary, version.result_name, *above, *law, *materials]
    said = version.words.split("\n")
    fields = row_fields(item.name, said, [*body, item.division.name], [version.result_name])
    return SearchText(version=version, **fields)


def index(versions: Sequence[ItemVersion]) -> None:
    """Write published versions into the search, in place of the versions they supersede."""
    items = [version.item_id for version in versions]
    SearchText.objects.filter(version__item__in=items).delete()
    SearchText.objects.bulk_create(map(text_of, versions))


def unindex(version: ItemVersion) -> None:
    """Take a version out of the search: its item is no longer offered."""
    SearchText.objects.filter(version=version).delete()


@transaction.atomic
def index_anew() -> int:
    """Write the whole search anew, after synonyms or pieces were changed; return how many versions it holds."""
    versions = list(with_guide(published_versions()))
    SearchText.objects.all().delete()
    SearchText.objects.bulk_create(map(text_of, versions))
    return len(versions)
