"""The archive package: everything of an archived case, the same bytes each time, and proof of itself."""

import json
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.kit.bags import open_bag
from tongban.ground.ledger import Refused
from tongban.ground.ledger.chain_json import chain_faults
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant
from tongban.work.cases.actions import decisions, packages, results
from tongban.work.cases.models import CaseFile
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived(house, issued):
    results.deliver(issued, by=house.he, at=day(9, 12))
    return fresh(decisions.archive(fresh(issued), by=house.he, at=day(9, 20)))


@pytest.fixture
def package(house, archived):
    return packages.give_package(archived, by=house.he, at=day(9, 21))


def test_it_holds_the_whole_case(archived, package):
    files, faults = open_bag(package)
    index = json.loads(files["index.json"])

    assert faults == []
    assert {name.partition("/")[0] for name in files} >= {
        "materials",
        "process",
        "result",
        "ledger",
        "index.xml",
    }
    assert sum(name.startswith("materials/") for name in files) == 3
    assert (
        sum(name.endswith(".pdf") and not name.startswith("materials/") for name in files)
        >= archived.papers.count()
    )
    assert any(name.startswith("result/licence-") for name in files)
    assert index["文件"]["办件编号"] == archived.reference
    assert (index["文件"]["办理结果"], index["文件"]["归档日期"]) == ("准予", "2022-09-20")
    assert ElementTree.fromstring(files["index.xml"]).findtext("文件/办件编号") == archived.reference  # noqa: S314


def test_no_character_of_a_name_is_lost_in_either_index(house, archived):
    Applicant.objects.filter(pk=archived.applicant_id).update(name="张\U0003158e𠮷\U0002ebf1")
    long = "营业执照及法定代表人身份证明复印件" * 9
    CaseFile.objects.filter(entry__case=archived).update(name=f"{long}.pdf")
    archived.refresh_from_db()

    files, faults = open_bag(packages.give_package(fresh(archived), by=house.he, at=day(9, 21)))

    told = json.loads(files["index.json"])
    xml = ElementTree.fromstring(files["index.xml"])  # noqa: S314
    assert faults == []
    assert (
        xml.findtext("文件/题名")
        == told["文件"]["题名"]
        == "张\U0003158e𠮷\U0002ebf1：食品经营许可（首次申请）"
    )
    assert xml.findtext("责任者/名称") == "张\U0003158e𠮷\U0002ebf1"
    assert max(len(name.rpartition("/")[2].encode()) for name in files) <= 255
    assert f"{long}.pdf" in [each.get("原名") for each in told["文件"]["文件"]]


def test_the_same_case_gives_the_same_bytes(house, archived, package):
    before = Entry.objects.filter(subject=archived.reference).count()

    assert packages.give_package(archived, by=house.he, at=day(9, 22)) == package
    assert Entry.objects.filter(subject=archived.reference).count() == before
    assert Entry.objects.filter(subject=f"PACKAGE-{archived.reference}").count() == 2


def test_its_chain_proves_itself(package):
    chain = open_bag(package)[0]["ledger/chain.json"]

    assert chain_faults(chain) == []
    assert chain_faults(chain.replace("准予".encode(), "不准".encode()).replace(b'"accept"', b'"refuse"'))


def repacked(package, change):
    """Return the package with one of its files changed, added or left out."""
    with ZipFile(BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda files: files.update({"data/index.json": b"{}"}), "文件已被改动"),
        (lambda files: files.update({"data/result/x.pdf": b"%PDF"}), "未列的文件"),
        (lambda files: files.pop("data/index.xml"), "所列文件不存在"),
        (lambda files: files.pop("manifest-sm3.txt"), "缺少清单"),
        (lambda files: files.update({"bagit.txt": b"x"}), "bagit.txt"),
    ],
)
def test_what_was_changed_is_found(package, change, told):
    faults = open_bag(repacked(package, change))[1]

    assert any(told in fault for fault in faults)


def test_only_an_archived_case_and_only_whom_it_concerns(house, issued):
    with pytest.raises(Refused):
        packages.give_package(issued, by=house.he, at=day(9, 21))
    with pytest.raises(PermissionDenied):
        packages.give_package(issued, by=house.li, at=day(9, 21))
