"""The demo's office and bundles, a restaurant's owner, and officers of the bureau for every division."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from tongban.demo.people import employ
from tongban.ground.people.models import Applicant, Assignment, Department, User
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.tests.conftest import settle
from tongban.work.cases.actions import decisions, intake, results, reviews
from tongban.work.cases.bundles import actions
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import Case, JointApplication

MONDAY = datetime(2022, 9, 5, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ANSWERS = {
    "rented": True,
    "signboard": True,
    "business": "餐饮服务",
    "cooks_on_site": True,
    "area": 80.0,
    "online": False,
}
STAFF = {
    "head": "division_head",
    "reviewer": "reviewer",
    "clerk": "window_clerk",
    "issuer": "licence_officer",
}


@pytest.fixture(autouse=True)
def _in_chinese(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FIRST_VALUES = {"papers.prefix": "苏行审"}
    with override("zh-hans"):
        yield


def settle_with_owner():
    """Load the office, officers of the bureau, and the owner of a restaurant with an account."""
    settle()
    bureau = Department.objects.get(code="DEMO-BUREAU")
    for name, role in STAFF.items():
        employ(name, name, bureau, role, None)
    owner = User.objects.create(username="owner", display_name="小桥人家")
    Assignment.objects.create(user=owner, role="applicant", since=date(2020, 1, 1))
    said = {"number_type": "credit", "number": "91350100M000100Y43", "account": owner}
    Applicant.objects.create(kind="enterprise", name="苏州小桥人家餐饮有限公司（示例）", **said)


@pytest.fixture
def office(once):
    once(settle_with_owner)
    return cast()


def cast():
    """Return the officers, the owner and the firm by name."""
    people = {name: User.objects.get(username=name) for name in (*STAFF, "owner")}
    return SimpleNamespace(**people, firm=Applicant.objects.get(account=people["owner"]))


@pytest.fixture
def bundle(office):
    """Return how a published bundle is found by a part of its name."""
    return lambda name: BundleVersion.objects.get(status="published", name__contains=name)


def upload(name="plan.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def draft(office, bundle):
    """Return how a draft of a bundle comes to be complete: it only has to be filed."""

    def filled(name="餐饮店", answers=ANSWERS, at=MONDAY):
        joint = actions.begin_joint(bundle(name), office.firm, by=office.owner, at=at, answers=answers)
        return complete(joint, office.owner, at)

    return filled


def complete(joint, by, at=MONDAY):
    """Fill a draft in and hand everything in: it only has to be filed."""
    plan = plan_of(joint, at.date())
    form = {field: _value(rule) for field, rule in plan.schema["properties"].items()}
    actions.save_joint(joint, by=by, at=at, form=form)
    for each in plan.materials:
        actions.hand_in(joint, each.name, upload(f"{each.name}.pdf"), by=by, at=at)
    return JointApplication.objects.get(pk=joint.pk)


def _value(rule):
    if "enum" in rule:
        return rule["enum"][0]
    if rule.get("format") == "date":
        return "2022-10-10"
    return 10 if rule.get("type") in ("number", "integer") else "苏州市平江路1号"


@pytest.fixture
def filed(office, draft):
    return actions.file_joint(draft(), by=office.owner, at=MONDAY)


def part_of(joint, name):
    """Return the last attempt of a part by a piece of its item's name."""
    return next(each for each in latest_parts(joint) if name in each.item.name)


@pytest.fixture
def handle(office):
    """Return how the bureau handles the case of a part as far as one wants it."""
    return lambda part, end="issue", at=MONDAY: handle_part(office, part, end, at)


def handle_part(office, part, end, at):
    """Let the bureau accept, review and decide the case of a part; granted, its result is issued."""
    case = Case.objects.get(pk=part.case_id)
    intake.accept(case, by=office.clerk, at=at)
    while open_steps := list(case.reviews.filter(state="open")):
        for row in open_steps:
            reviews.agree(row, by=office.reviewer, at=at)
    case = Case.objects.get(pk=case.pk)
    if end == "refuse":
        return decisions.refuse(case, reasons="场所不符合条件。", by=office.head, at=at)
    case = decisions.grant(case, by=office.head, at=at)
    return results.issue(case, by=office.issuer, at=at)
