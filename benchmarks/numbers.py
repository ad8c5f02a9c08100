"""What a series without gaps costs: applications taken in at once, all of one series, against each clerk with their own.

Taking in gives the case a number, writes the receipt with another, and holds both rows locked until its commit; with
fsync and synchronous_commit on.
"""

from datetime import datetime
from typing import Any

from benchmarks.measurement import Result
from benchmarks.pages import start
from benchmarks.side_by_side import rate_of

CLERKS = (1, 2, 4)
SECONDS = 5
ROUNDS = 3
TARGET = 0.5
A_YEAR, WORKING_SECONDS = 500_000, 250 * 8 * 3600
MANY_TIMES_THE_NEED = 100


def measured() -> Result:
    """Measure both by turns; the series may cost half where four clerks do nothing else, and is far above the need."""
    start(fresh=True)
    _settle()
    _actor(0)()  # what the fonts have is asked once, before the fork: Typst's threads do not survive it
    rates = {clerks: _rates(clerks) for clerks in CLERKS}
    shared, own = rates[CLERKS[-1]]
    need = A_YEAR / WORKING_SECONDS
    return Result(
        name="numbers",
        ratio=round(shared / own, 2),
        target=TARGET,
        met=shared / own >= TARGET and shared >= MANY_TIMES_THE_NEED * need,
        detail=f"{shared:.0f} taken in a second by {CLERKS[-1]} clerks of one series, {own:.0f} with series apart; "
        f"{A_YEAR:,} a year are {need:.2f} a second",
        rows=tuple(
            (f"{clerks} at once", f"{one:6.0f}/s in one series  {apart:6.0f}/s apart  {one / apart:.2f}")
            for clerks, (one, apart) in rates.items()
        ),
    )


def _settle() -> None:
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.people import create_officers, create_staff

    load_catalogue(create_staff())
    create_officers()


def _rates(clerks: int) -> tuple[float, float]:
    """Return how many are taken in a second with one series and with series apart, the best of rounds by turns."""
    pairs = [
        (rate_of(lambda _: _actor(0), clerks, SECONDS), rate_of(_actor, clerks, SECONDS))
        for _ in range(ROUNDS)
    ]
    one, apart = zip(*pairs, strict=True)
    return max(one), max(apart)


def _actor(part: int) -> Any:
    from django.conf import settings
    from django.utils.timezone import now

    from tongban.ground.matters.numbers import Numbers
    from tongban.ground.people.actions import applicants
    from tongban.ground.people.models import User
    from tongban.offer.catalogue.models import ItemVersion
    from tongban.work.cases.actions import applications, intake

    if part:
        settings.FIRST_VALUES["papers.prefix"] = f"甲{part}"
        applications.CASES = Numbers(f"CASE{part}")
    clerk = User.objects.get(username="chuangkou")
    version = ItemVersion.objects.filter(status="published", audience__in=["both", "enterprise"]).earliest(
        "pk"
    )
    at: datetime = now()
    fields = {"kind": "enterprise", "number_type": "credit", "number": "91350100M000100Y43"}
    firm, _ = applicants.register(by=None, at=at, name="示例餐饮公司", **fields)

    def act() -> None:
        intake.take_in(version, firm, by=clerk, at=now())

    return act
