"""A small named cast: a bureau with two divisions, its people, a restaurant owner and her agent."""

from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from tongban.ground.people.models import Applicant, Assignment, Department, Mandate, User
from tongban.offer.catalogue.models import Item, ItemVersion, LicenceType, Material, Situation, Step

MONDAY = datetime(2022, 9, 5, 1, 0, tzinfo=UTC)
"""Nine o'clock in Suzhou on the fifth of September 2022, a Monday."""
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SCHEMA = {
    "type": "object",
    "required": ["shop", "area"],
    "properties": {
        "shop": {"type": "string", "minLength": 2},
        "area": {"type": "number", "exclusiveMinimum": 0},
        "remark": {"type": "string"},
    },
}
FORM = {"shop": "小桥人家", "area": 52.5}
ANSWERS = {"serves_food": True}
ROLES = {
    "li": ("window_clerk", "food"),
    "wang": ("reviewer", "food"),
    "zhao": ("reviewer", "food"),
    "sun": ("reviewer", "fire"),
    "chen": ("division_head", "food"),
    "xu": ("bureau_leader", "bureau"),
    "he": ("licence_officer", "food"),
    "gao": ("supervisor", "bureau"),
    "luo": ("legal_officer", "bureau"),
    "wu": ("window_clerk", "fire"),
    "admin": ("system_administrator", "bureau"),
}

PLACES = {"bureau": "SPJ", "food": "SPJ-SP", "fire": "SPJ-XF"}
APPLICANTS = {
    "zhang": ("张小红", "320503199001011226"),
    "agent": ("钱代办", "320503198001012513"),
    "stranger": ("周路人", "320503197001013711"),
}


def day(month: int, number: int, hour: int = 9) -> datetime:
    """Return an instant of 2022 by Suzhou's clock."""
    return datetime(2022, month, number, hour - 8, 0, tzinfo=UTC)


def upload(name: str = "lease.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def departments() -> dict[str, Department]:
    bureau = Department.objects.create(code="SPJ", name="行政审批局", kind="bureau")
    return {
        "bureau": bureau,
        "food": Department.objects.create(
            code="SPJ-SP", name="食品药品审批处", kind="division", parent=bureau
        ),
        "fire": Department.objects.create(code="SPJ-XF", name="消防审批处", kind="division", parent=bureau),
    }


def staff(places: dict[str, Department]) -> dict[str, User]:
    people = {}
    for name, (role, place) in ROLES.items():
        people[name] = User.objects.create(username=name, display_name=name, department=places[place])
        Assignment.objects.create(user=people[name], role=role, since=date(2020, 1, 1))
    return people


def known_departments() -> dict[str, Department]:
    """Return the departments that are there, by the names of this cast."""
    found = {each.code: each for each in Department.objects.select_related("parent")}
    return {name: found[code] for name, code in PLACES.items()}


def known_staff() -> dict[str, User]:
    """Return the staff that is there, by name."""
    found = {each.username: each for each in User.objects.select_related("department")}
    return {name: found[name] for name in ROLES}


def known_applicants() -> dict[str, Applicant]:
    """Return the applicants that are there, by the names of this cast."""
    found = {each.name: each for each in Applicant.objects.select_related("account")}
    return {short: found[name] for short, (name, _number) in APPLICANTS.items()}


def account(name: str) -> User:
    user = User.objects.create(username=name, display_name=name)
    Assignment.objects.create(user=user, role="applicant", since=date(2020, 1, 1))
    return user


def citizen(name: str, number: str) -> Applicant:
    return Applicant.objects.create(
        kind="person", name=name, number_type="citizen", number=number, account=account(name)
    )


def mandate(principal: Applicant, agent: Applicant, since: date, until: date | None = None) -> Mandate:
    return Mandate.objects.create(principal=principal, agent=agent, since=since, until=until)


def item(division: Department) -> Item:
    main = Item.objects.create(
        code="320100001000", level="main", name="食品经营许可", power_type="01", division=division
    )
    return Item.objects.create(
        code="11320500MB1A00001A332010000100001",
        level="business",
        parent=main,
        name="食品经营许可（首次申请）",
        power_type="01",
        division=division,
    )


def published(
    item: Item,
    number: int = 1,
    licence: LicenceType | None = None,
    without: tuple[str, ...] = (),
    on_site: bool = False,
    **fields,
) -> ItemVersion:
    """Return a published version with a question, four materials and three steps in two stages."""
    defaults = {
        "promised_length": 8,
        "statutory_length": 20,
        "tolerates": True,
        "tolerance_days": 5,
        "form_schema": SCHEMA,
        "licence_type": licence,
        "validity_months": 60,
        "result_name": "食品经营许可证",
    }
    version = ItemVersion.objects.create(item=item, number=number, **(defaults | fields))
    Situation.objects.create(version=version, code="serves_food", question="是否现场制售？", kind="yes_no")
    guide(version, licence)
    version.materials.filter(name__in=without).delete()
    fire = Department.objects.get(code="SPJ-XF")
    Step.objects.create(version=version, stage=1, name="材料审查", days=2)
    Step.objects.create(version=version, stage=1, name="消防意见", days=2, division=fire)
    Step.objects.create(
        version=version, stage=2, name="现场核查", days=3, condition="serves_food", on_site=on_site
    )
    publish(version)
    return version


def guide(version: ItemVersion, licence: LicenceType | None) -> None:
    make = Material.objects.create
    make(version=version, position=1, name="租赁合同")
    make(
        version=version,
        position=2,
        name="平面图",
        condition="serves_food",
        condition_text="现场制售的",
        necessity="may_follow",
    )
    make(version=version, position=3, name="健康证明", exemption="promise")
    make(
        version=version,
        position=4,
        name="营业执照",
        exemption="licence" if licence else "",
        licence_type=licence,
        necessity="required" if licence else "optional",
    )


def publish(version: ItemVersion) -> None:
    """Set a version published without walking its chart: the catalogue's own tests do that."""
    ItemVersion.objects.filter(pk=version.pk).update(status="published", published_at=MONDAY)
    version.refresh_from_db()


def supersede(version: ItemVersion) -> None:
    ItemVersion.objects.filter(pk=version.pk).update(status="superseded")
