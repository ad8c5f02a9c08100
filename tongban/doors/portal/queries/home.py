"""What the first page offers to strangers: themes, divisions, words to begin with; in a demo, whom to sign in as."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import QuerySet

from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Audience
from tongban.offer.catalogue.queries.versions import published_versions

MOST_WORDS = 6
FOR_PERSONS = (Audience.PERSON, Audience.BOTH)
FOR_ENTERPRISES = (Audience.ENTERPRISE, Audience.BOTH)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """A theme or a division with the number of its items."""

    key: str
    name: str
    count: int


class ItemSummary(TypedDict):
    """What the first page needs to know of an item."""

    audience: str
    words: str
    item__theme: str
    item__division: int
    item__division__name: str
    item__division__place: int


class Offer:
    """What is offered, grouped for the first page; one query."""

    def __init__(self) -> None:
        self.rows: Sequence[ItemSummary] = list(published_versions().values(*ItemSummary.__annotations__))

    @property
    def count(self) -> int:
        """Return how many items are offered."""
        return len(self.rows)

    @property
    def for_persons(self) -> list[ItemGroup]:
        """Return the themes of what persons apply for, the largest first."""
        return _themes(row for row in self.rows if row["audience"] in FOR_PERSONS)

    @property
    def for_enterprises(self) -> list[ItemGroup]:
        """Return the themes of what enterprises apply for, the largest first."""
        return _themes(row for row in self.rows if row["audience"] in FOR_ENTERPRISES)

    @property
    def divisions(self) -> list[ItemGroup]:
        """Return the divisions with the number of their items, in the order of the office, then the largest first."""
        counted = Counter(
            (row["item__division__place"], row["item__division"], row["item__division__name"])
            for row in self.rows
        )
        in_order = sorted(counted.most_common(), key=lambda each: each[0][0])
        return [ItemGroup(str(pk), name, count) for (_place, pk, name), count in in_order]

    @property
    def words(self) -> list[str]:
        """Return words of citizens to begin with, one for each theme."""
        for_persons_first = sorted(self.rows, key=lambda row: row["audience"] not in FOR_PERSONS)
        by_theme = {
            row["item__theme"]: row["words"].split("\n")[0].strip() for row in reversed(for_persons_first)
        }
        return list(dict.fromkeys(word for word in reversed(by_theme.values()) if word))[:MOST_WORDS]


def demo_applicants() -> QuerySet[User]:
    """Return the invented citizens and enterprises of the demo who can sign in."""
    return User.objects.filter(is_active=True, applicant__is_example=True).order_by("pk")


def demo_staff() -> QuerySet[User]:
    """Return the invented staff of the demo."""
    return User.objects.filter(is_active=True, department__code__startswith="DEMO-").order_by("pk")


def _themes(rows: Iterable[ItemSummary]) -> list[ItemGroup]:
    counted = Counter(row["item__theme"] for row in rows if row["item__theme"])
    return [ItemGroup(theme, theme, count) for theme, count in counted.most_common()]
