"""The demo's classes of projects, and two invented projects: one has walked through its stages, one is at its drawings."""

from collections.abc import Mapping
from datetime import date, datetime

from tongban.ground.people.models import Applicant, User
from tongban.offer.bundles.models import Bundle
from tongban.work.construction.actions.classes import StageContent, set_class
from tongban.work.construction.models import ProjectClass

SINCE = date(2022, 1, 1)
BASIS = "国办发〔2019〕11号、江苏省“3550”目标（示例：各类项目时限由本地确定）"
STAGES = ("第一阶段", "第二阶段", "第三阶段", "第四阶段")
DAYS: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "工业项目": (50, (12, 15, 13, 10)),
    "社会投资房屋建筑": (100, (20, 30, 25, 15)),
    "政府投资房屋建筑": (100, (30, 30, 25, 15)),
    "市政线性工程": (100, (20, 30, 25, 15)),
}
"""By class: the working days for all stages, and of each."""
REVIEWS = {3: ("drawings", 7), 4: ("acceptance", 6)}


def load_classes(by: User, at: datetime) -> dict[str, ProjectClass]:
    """Enter what each class may take."""
    bundles = [
        Bundle.objects.get(versions__status="published", versions__name__contains=f"工程建设项目{name}")
        for name in STAGES
    ]
    return {
        name: set_class(
            name,
            SINCE,
            whole,
            BASIS,
            [
                StageContent(bundle, each, *REVIEWS.get(place, ("", 0)))
                for place, (bundle, each) in enumerate(zip(bundles, days, strict=True), start=1)
            ],
            by=by,
            at=at,
        )
        for name, (whole, days) in DAYS.items()
    }


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load the classes once."""
    keeper = staff.get("item_manager")
    has_bundles = Bundle.objects.filter(versions__status="published", versions__origin="project").count() >= 4
    if keeper is None or not has_bundles or ProjectClass.objects.exists():
        return ""
    load_classes(keeper, at)
    return ""
