"""Invented cases of service elsewhere for the demo: one on its way from the neighbouring city, one in review."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tongban.ground.people.models import Applicant, Department, User
from tongban.ground.people.queries import holders_of
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions import intake
from tongban.work.cases.elsewhere.actions import confirm_receipt, list_item, pass_on
from tongban.work.cases.models import Case, ElsewhereItem, ElsewhereWay, Transfer

NEIGHBOUR = "DEMO-NEIGHBOUR"
ITEM = "食品经营许可（首次申请）"
BASIS = "两地“异地代收代办”合作协议（示例）"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Put items on the list and take two cases in at the neighbour's window, once."""
    office = Department.objects.filter(code=NEIGHBOUR).first()
    version = ItemVersion.objects.filter(status="published", item__name=ITEM).select_related("item").first()
    clerk = next(iter(holders_of("cases.intake", at.date(), [office.pk])), None) if office else None
    persons = [each for each in applicants.values() if each.kind == "person" and not each.is_pending]
    if clerk is None or version is None or not persons or ElsewhereItem.objects.exists():
        return ""
    _list(version, office, staff["item_manager"], at)
    first, second = (_take(version, persons[-1], clerk, at - timedelta(days=ago)) for ago in (1, 0))
    window = staff["window_clerk"]
    sent = _send(first, clerk, at - timedelta(hours=20))
    confirm_receipt(sent, by=window, at=at - timedelta(hours=2))
    _send(second, clerk, at)
    return "异地通办：wuxi（无锡窗口）代收本市事项并移交；chuangkou 在“异地交接”签收；shixiang 维护通办清单。"


def _list(version: ItemVersion, office: Department | None, keeper: User, at: datetime) -> None:
    others = ItemVersion.objects.filter(status="published").exclude(pk=version.pk).select_related("item")
    chosen = [version, *others.order_by("item__code")[:2]]
    for each, way in zip(chosen, ElsewhereWay.values[1:] + ElsewhereWay.values[:1], strict=True):
        said = {"item": each.item, "office": office, "reach": "province", "way": way, "basis": BASIS}
        list_item(said | {"since": date(2021, 6, 1)}, by=keeper, at=at - timedelta(days=30), is_example=True)


def _take(version: ItemVersion, person: Applicant, clerk: User, at: datetime) -> Case:
    handed = {material.pk: () for material in version.materials.all()}
    return intake.take_in(
        version, person, by=clerk, at=at, handed=handed, identity="document", is_example=True
    )


def _send(case: Case, clerk: User, at: datetime) -> Transfer:
    return pass_on(case, "decide", "（示例）申请书原件、租赁合同复印件", by=clerk, at=at)
