"""What could not be done in a year: each entry led to its end by the same acts as the officers'."""

from datetime import UTC, datetime, time, timedelta
from random import Random

from django.db import transaction

from tongban.demo.hall_year.plan import DATA, HallPlan
from tongban.demo.people import employ
from tongban.demo.year.stories import SHANGHAI
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.obstacles.actions import entries, moves
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Obstacle
from tongban.work.obstacles.numbers import OBSTACLES

LAW = "《中华人民共和国行政许可法》第三十二条"


@transaction.atomic
def load_troubles(plan: HallPlan) -> int:
    """Take the year's entries down and lead each to its end, once; return how many."""
    if Obstacle.objects.filter(reference__startswith=OBSTACLES.head(plan.year)).exists():
        return 0
    desk = User.objects.get(username="banbucheng")
    versions = list(
        ItemVersion.objects.filter(status="published", item__is_example=True)
        .select_related("item__division")
        .order_by("item__code")
    )
    kinds = DATA["trouble_kinds"]
    chance = Random(f"{plan.seed} troubles")  # noqa: S311  (invented entries, no secret)
    days = plan.days[: -len(plan.days) // 12]
    for number in range(plan.troubles):
        said = chance.choices(kinds, [each["share"] for each in kinds])[0]
        day = days[number * len(days) // plan.troubles]
        at = datetime.combine(day, time(9), SHANGHAI).astimezone(UTC) + timedelta(
            minutes=chance.randrange(420)
        )
        _lead(said, chance.choice(versions), desk, at, chance)
    return plan.troubles


def _lead(said: dict[str, str], version: ItemVersion, desk: User, at: datetime, chance: Random) -> None:
    item, unit = version.item, version.item.division
    worker = employ(f"trouble-{unit.pk}", f"{unit.name}经办人（示例）", unit, "reviewer")
    complaint = Complaint(said["kind"], said["text"], name="示例市民", item=item, is_example=True)
    drawn = chance.random()
    if drawn < 0.4:
        entry = entries.file(complaint, at=at)
    elif drawn < 0.8 or said["kind"] != "not_accepted":
        entry = entries.take(complaint, by=desk, at=at)
    else:
        entry = entries.report_refusal(said["text"], by=desk, at=at, item=item, is_example=True)
    moves.classify(entry, said["kind"], by=desk, at=at + timedelta(minutes=20))
    moves.assign(entry, unit, by=desk, at=at + timedelta(minutes=40))
    material = version.materials.first()
    ended = {
        "barrier": said["barrier"],
        "barrier_name": material.name if said["barrier"] == "material" and material else "办理形式",
        "legal_basis": LAW if said["outcome"] == "explained" else "",
        "finding": said["finding"],
    }
    taken = timedelta(hours=4 + chance.randrange(60))
    moves.handle(entry, said["outcome"], by=worker, at=at + taken, **ended)
    late = timedelta(days=chance.choice((0, 0, 0, 0, 1, 9)))
    moves.answer(entry, said["finding"], by=desk, at=at + taken + late)
    solved = said["outcome"] == "solved" and chance.random() < 0.92
    level = 5 if solved else chance.choice((2, 3, 4))
    back = at + taken + late + timedelta(days=2)
    moves.call_back(entry, is_solved=solved, satisfaction=level, by=desk, at=back)
    moves.analyse(entry, "（示例）纳入窗口培训案例。", by=desk, at=back + timedelta(days=1))
