"""Demands that say the same, for who makes policies: by kind, industry and area, then by the likeness of their texts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongban.ground.people.models import User
from tongban.work.aid.models import EnterpriseDemand
from tongban.work.aid.queries.demands import visible_to
from tongban.work.aid.rules import groups_alike
from tongban.work.hotline.likeness.score import PROBABLE, ReportedMatter, likeness, shared_passages
from tongban.work.hotline.models import Status

WITHIN = timedelta(days=180)
MOST_COMPARED = 150
"""Of one kind, industry and area, the newest; each pair takes about 0.1 ms."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Demands of one kind, industry and area whose texts are probably of the same matter."""

    demands: tuple[EnterpriseDemand, ...]

    @property
    def first(self) -> EnterpriseDemand:
        """Return the oldest of them, which stands for all."""
        return self.demands[0]

    @property
    def enterprises(self) -> int:
        """Return how many enterprises say it."""
        return len({each.credit_code for each in self.demands})

    @property
    def waiting(self) -> list[EnterpriseDemand]:
        """Return those that a meeting may take up."""
        return [each for each in self.demands if each.order.status == Status.REGISTERED]

    @property
    def shared(self) -> tuple[str, ...]:
        """Return the passages that the first and the last have in common."""
        return shared_passages(self.first.order.text, self.demands[-1].order.text)[:3]


def clusters_for(user: User, at: datetime) -> list[Cluster]:
    """Return the clusters of the last months of two demands or more, the largest first."""
    rows = visible_to(user).filter(order__registered_at__gte=at - WITHIN).order_by("-pk")
    alike: defaultdict[tuple[str, str, int | None], list[EnterpriseDemand]] = defaultdict(list)
    for each in rows:
        group = alike[each.kind, each.industry, each.order.area_id]
        if len(group) < MOST_COMPARED:
            group.append(each)
    found = [cluster for group in alike.values() for cluster in _clusters(group[::-1])]
    return sorted(found, key=lambda cluster: (-len(cluster.demands), cluster.first.pk))


def _clusters(demands: list[EnterpriseDemand]) -> list[Cluster]:
    said = [ReportedMatter(each.order.text) for each in demands]
    groups = groups_alike(len(said), lambda one, other: likeness(said[one], said[other]) >= PROBABLE)
    return [Cluster(tuple(demands[place] for place in group)) for group in groups if len(group) > 1]
