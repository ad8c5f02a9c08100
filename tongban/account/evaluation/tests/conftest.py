"""A small named cast: the bureau, the finance bureau and one person in each role."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tongban.account.evaluation import actions
from tongban.ground.kit.files import keep_content
from tongban.ground.people.models import Assignment, BudgetUnit, Department, User

PRINTED = Path(__file__).parents[3] / "demo" / "data" / "2022-as-printed.txt"
AT = datetime(2023, 2, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def bureau(db):
    bureau = Department.objects.create(code="SZ-XZSP", name="苏州市行政审批局", kind="bureau")
    for code, name in (
        ("1", "苏州市行政审批局（本级）"),
        ("2", "苏州市公共资源交易中心"),
        ("3", "苏州市便民服务中心"),
    ):
        BudgetUnit.objects.create(code=code, name=name, department=bureau)
    return bureau


@pytest.fixture
def person(bureau):
    """Return a maker of staff: one role each."""

    def make(role, department=bureau):
        user = User.objects.create(username=role, display_name=role, department=department)
        Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def clerk(person):
    return person("performance_clerk")


@pytest.fixture
def imported(bureau, clerk):
    file = keep_content(PRINTED.read_bytes(), PRINTED.name, by=clerk, at=AT, allowed=("txt",))
    return actions.import_report(bureau, file, PRINTED.name, by=clerk, at=AT)


@pytest.fixture
def drafted(imported, clerk):
    return actions.draft_from(imported, edition="", by=clerk, at=AT)
