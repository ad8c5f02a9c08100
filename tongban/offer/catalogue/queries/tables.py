"""What the staff's pages list: items with where they stand, versions of an item, the words for each."""

from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Subquery

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.queries import history_of
from tongban.ground.ledger.wording import act_of
from tongban.offer.catalogue.models import Item, ItemVersion, Status
from tongban.offer.catalogue.queries.versions import OPEN

TONES = {
    Status.DRAFT: "blue",
    Status.IN_REVIEW: "yellow",
    Status.APPROVED: "yellow",
    Status.PUBLISHED: "green",
    Status.SUPERSEDED: "grey",
}


def items_with_status(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Return business items with the number of their public version and what is being worked on."""
    versions = ItemVersion.objects.filter(item=OuterRef("pk"))
    public = versions.filter(status=Status.PUBLISHED)
    return rows.filter(level=Item.Level.BUSINESS).annotate(
        public=Subquery(public.values("number")[:1], output_field=IntegerField()),
        promised=Subquery(public.values("promised_length")[:1], output_field=IntegerField()),
        promised_unit=Subquery(public.values("promised_unit")[:1], output_field=CharField()),
        mode=Subquery(public.values("mode")[:1], output_field=CharField()),
        working=Subquery(versions.filter(status__in=OPEN).values("status")[:1], output_field=CharField()),
        division_name=F("division__name"),
    )


def tone_of(status: str) -> str:
    """Return the light of a version's status."""
    return TONES.get(Status(status), "grey") if status else "grey"


def history(version: ItemVersion) -> list[tuple[Entry, str]]:
    """Return what was done to a version, the newest first, each act in words."""
    return [(entry, act_of(entry)) for entry in history_of(version.reference)[:50]]
