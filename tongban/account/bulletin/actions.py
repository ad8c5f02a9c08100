"""What is done with bulletins, rules of the ranking and maps: each in one transaction with its entry."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.account.bulletin.arithmetic import faults_of
from tongban.account.bulletin.models import Bulletin, DistrictMap, RankingRules
from tongban.account.bulletin.numbers import BULLETINS
from tongban.account.bulletin.queries.content import content_of, period_of
from tongban.account.bulletin.queries.figures import PeriodFigures
from tongban.account.bulletin.shapes import normalized_shapes
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.matters.letter import written_day
from tongban.ground.matters.papers import write_paper
from tongban.ground.people.models import User

BASIS = cite("state-council-office-2020-53")
BY_THE_OFFICE = cite("local-practice")
RANKING, DISTRICTS = "RANKING-RULES", "DISTRICTS-MAP"


@transaction.atomic
def issue(kind: str, day: date, *, by: User, at: datetime) -> Bulletin:
    """Issue the bulletin of the day, week or month that a day lies in; refused while it is not over or does not add up."""
    period = period_of(kind, day)
    if period.last >= localdate(at):
        raise Refused(_("The period is not over: a bulletin is issued from the day after its last day."))
    said = content_of(kind, PeriodFigures(period, at))
    require_sound(said)
    bulletin = Bulletin(kind=kind, first=period.first, last=period.last, by=by, at=at)
    return write_paper(bulletin, BULLETINS, lambda paper: said | _head(paper, at), basis=BASIS)


def require_sound(content: dict[str, Any]) -> None:
    """Refuse a bulletin in which the audit finds a fault of arithmetic; the reason names each."""
    faults = faults_of(content)
    if faults:
        named = "；".join(f"{each.rule} {each.place}: {each.printed} ≠ {each.expected}" for each in faults)
        raise Refused(_("The bulletin does not add up and is not issued: %s") % named)


@transaction.atomic
def set_rules(rules: RankingRules, *, by: User, at: datetime) -> RankingRules:
    """Set the rules of the ranking from a day on; those of before stay and count for the time before."""
    if rules.in_force_on < localdate(at):
        raise Refused(_("Rules are set for today or later: what was ranked stays ranked as it was."))
    rules.full_clean()
    rules.save(force_insert=True)
    said = {field.attname: str(getattr(rules, field.attname)) for field in RankingRules._meta.concrete_fields}
    record(RANKING, "set_rules", by=by, at=at, basis=BY_THE_OFFICE, payload=said)
    return rules


@transaction.atomic
def load_map(text: bytes, source: str, review_number: str, *, by: User, at: datetime) -> DistrictMap:
    """Load a map of the districts from GeoJSON; ValidationError says what is wrong with it."""
    shapes = normalized_shapes(text)
    made = DistrictMap.objects.create(shapes=shapes, source=source, review_number=review_number, by=by, at=at)
    said = {"source": source, "review_number": review_number, "digest": sm3(canonical(shapes)).hex()}
    record(DISTRICTS, "load_map", by=by, at=at, basis=BY_THE_OFFICE, payload=said)
    return made


def _head(paper: Bulletin, at: datetime) -> dict[str, Any]:
    code = paper.check_code
    return {"number": paper.number, "code": code, "address": f"/check/{code}/", "on": written_day(at)}
