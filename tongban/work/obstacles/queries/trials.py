"""Whether the same matter would succeed under a version: the rules really run on what is known of it."""

from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.queries.trial import Hindrance, TrialFacts, facts_of_case, hindrances
from tongban.work.obstacles.models import Barrier, Obstacle


def facts_of(entry: Obstacle) -> TrialFacts:
    """Return the facts of the case; without a case, somebody who has everything but what stood in the way."""
    if entry.case is not None:
        return facts_of_case(entry.case)
    lacking = {entry.barrier_name: "missing"} if entry.barrier == Barrier.MATERIAL else {}
    return TrialFacts(states=lacking, otherwise="shown")


def hindrances_under(entry: Obstacle, version: ItemVersion) -> list[Hindrance]:
    """Return what stands against the matter of an entry under a version."""
    return hindrances(facts_of(entry), version.pk)
