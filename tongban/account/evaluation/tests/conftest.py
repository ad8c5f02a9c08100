"""A small named cast: the bureau, the finance bureau and one person in each role."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from tongban.account.evaluation.actions import intake
from tongban.account.evaluation.models import Evaluation, ImportedReport
from tongban.ground.kit.files import store_content
from tongban.ground.people.models import Assignment, BudgetUnit, Department, User

PRINTED = Path(__file__).parents[3] / "demo" / "data" / "2022-as-printed.txt"
AT = datetime(2023, 2, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def bureau(once):
    once(settle_bureau)
    return Department.objects.get(code="SZ-XZSP")


@pytest.fixture
def person(bureau):
    """Return a maker of staff: one role each."""
    return partial(employ, department=bureau)


@pytest.fixture
def clerk(once, bureau):
    once(employ_clerk, bureau)
    return User.objects.get(username="performance_clerk")


@pytest.fixture
def imported(once, bureau, clerk):
    once(import_printed, bureau, clerk)
    return ImportedReport.objects.get()


@pytest.fixture
def drafted(once, imported, clerk):
    once(draft, imported, clerk)
    imported.refresh_from_db()
    return Evaluation.objects.get(pk=imported.evaluation_id)


def settle_bureau():
    bureau = Department.objects.create(code="SZ-XZSP", name="苏州市行政审批局", kind="bureau")
    for code, name in (
        ("1", "苏州市行政审批局（本级）"),
        ("2", "苏州市公共资源交易中心"),
        ("3", "苏州市便民服务中心"),
    ):
        BudgetUnit.objects.create(code=code, name=name, department=bureau)


def employ(role, department):
    user = User.objects.create(username=role, display_name=role, department=department)
    Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
    return user


def employ_clerk(bureau):
    employ("performance_clerk", bureau)


def import_printed(bureau, clerk):
    file = store_content(PRINTED.read_bytes(), PRINTED.name, by=clerk, at=AT, allowed=("txt",))
    intake.import_report(bureau, file, PRINTED.name, by=clerk, at=AT)


def draft(imported, clerk):
    intake.draft_from(imported, edition="", by=clerk, at=AT)
