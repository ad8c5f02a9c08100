"""The archive package of a case: metadata, materials, papers, result and the ledger's chain, as a bag.

The metadata name the four entities of DA/T 85-2019 and GB/T 42727-2023: the file (文件), those who acted (责任者),
the business (业务) and the relations (关系). The same case gives the same bytes.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

from django.utils.timezone import localdate
from django.utils.translation import override

from tongban.ground.kit.bags import bag
from tongban.ground.kit.contents import safe_name
from tongban.ground.kit.files import content_of
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger.chain import instant
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of
from tongban.ground.office.values import bureau_name, value_of
from tongban.offer.licences.models import Licence
from tongban.work.cases.models import Assessment, Case, Paper
from tongban.work.cases.papers.contents import CHINESE
from tongban.work.cases.papers.pdf import pdf
from tongban.work.cases.queries.needs import entries_of

RESULTS = (Paper.Kind.GRANT, Paper.Kind.REFUSAL, Paper.Kind.REVOCATION)
SAID = (
    *("number", "kind", "move", "before", "after", "basis", "by_name", "by_role", "note"),
    *("payload", "payload_digest", "previous", "hash"),
)
NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2 Characters) does not allow; every other character stays."""


class PackageFile(NamedTuple):
    """A file of the package, and the name under which it came in, where it had one."""

    content: bytes
    name: str = ""


PackageFiles = dict[str, PackageFile]


def package(case: Case) -> bytes:
    """Return the archive package of an archived case."""
    with override(CHINESE):
        entries = list(Entry.objects.filter(subject=case.reference).order_by("number"))
        files = _materials(case) | _papers(case) | _review_files(case)
        files |= _licences(case)
        files["ledger/chain.json"] = _json(
            {"subject": case.reference, "entries": [_entry(each) for each in entries]}
        )
        index = _index(case, entries, files)
        files |= {"index.json": _json(index), "index.xml": PackageFile(_xml(index))}
        about = {
            "Source-Organization": bureau_name(),
            "External-Identifier": case.reference,
            "External-Description": case.version.item.name,
            "Bagging-Date": _archived_on(entries),
        }
        return bag({path: part.content for path, part in files.items()}, about)


def _archived_on(entries: Iterable[Entry]) -> str:
    at = next((each.at for each in entries if each.move == "archive"), None)
    return localdate(at).isoformat() if at else ""


def _materials(case: Case) -> PackageFiles:
    found: PackageFiles = {}
    for place, entry in enumerate(entries_of(case), start=1):
        for kept in entry.files.all():
            name = f"{place:02d}-v{kept.number}-{_safe(kept.name, kept.file)}"
            found[f"materials/{name}"] = PackageFile(content_of(kept.file), kept.name)
    return found


def _papers(case: Case) -> PackageFiles:
    found: PackageFiles = {}
    for place, paper in enumerate(case.papers.order_by("at", "pk"), start=1):
        folder = "result" if paper.kind in RESULTS else "process"
        found[f"{folder}/{place:02d}-{paper.kind}.pdf"] = PackageFile(pdf(paper.content, paper.at))
        found[f"{folder}/{place:02d}-{paper.kind}.json"] = _json(paper.content)
        if attached := paper.content.get("application"):
            found[f"{folder}/{place:02d}-application.pdf"] = PackageFile(pdf(attached, paper.at))
    return found


def _review_files(case: Case) -> PackageFiles:
    """Return the files that came in during the review: photos, signed records, reports."""
    checks = case.field_checks.select_related("file").order_by("pk")
    hearings = case.hearings.select_related("record").order_by("pk")
    reports = Assessment.objects.filter(pause__case=case).select_related("report").order_by("pk")
    rows = {
        "on-site": [each.file for each in checks],
        "hearing": [each.record for each in hearings],
        "assessment": [each.report for each in reports],
    }
    return {
        f"process/{kind}-{place:02d}-{_safe(stored.name, stored)}": PackageFile(
            content_of(stored), stored.name
        )
        for kind, files in rows.items()
        for place, stored in enumerate(files, start=1)
        if stored is not None
    }


def _licences(case: Case) -> PackageFiles:
    issued = Licence.objects.filter(case=case.reference).select_related("type", "file").order_by("pk")
    found: PackageFiles = {}
    for licence in issued:
        name = f"result/licence-{licence.number}-v{licence.version}"
        found[f"{name}.json"] = _json(_licence(licence))
        if licence.file is not None:
            found[f"{name}-{_safe(licence.file.name, licence.file)}"] = PackageFile(
                content_of(licence.file), licence.file.name
            )
    return found


def _licence(licence: Licence) -> dict[str, Any]:
    return {
        "number": licence.number,
        "version": licence.version,
        "type": licence.type.code,
        "name": licence.type.name,
        "issuer": licence.issuer,
        "content": licence.content,
        "valid_from": _day(licence.valid_from),
        "valid_until": _day(licence.valid_until),
        "status": licence.status,
        "issued_at": instant(licence.issued_at),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in SAID} | {
        "at": instant(entry.at),
        "by": "" if entry.by_id is None else str(entry.by_id),
    }


def _index(case: Case, entries: list[Entry], files: Mapping[str, PackageFile]) -> dict[str, Any]:
    return {
        "标准": "GB/T 42727-2023（DA/T 85-2019）",
        "文件": _file_entity(case, entries, files),
        "责任者": _agents(case, entries),
        "业务": [_business_row(entry) for entry in entries if entry.kind == Entry.Kind.MOVE],
        "关系": _relations(case),
    }


def _file_entity(case: Case, entries: list[Entry], files: Mapping[str, PackageFile]) -> dict[str, Any]:
    item = case.version.item
    return {
        "全宗名称": bureau_name(),
        "办件编号": case.number,
        "题名": f"{case.applicant.name}：{item.name}",
        "事项名称": item.name,
        "事项编码": item.code,
        "事项版本": case.version.number,
        "办件类型": str(case.get_mode_display()),
        "申请渠道": str(case.get_channel_display()),
        "申请日期": _day(case.filed_at and localdate(case.filed_at)),
        "受理日期": _day(case.accepted_on),
        "决定日期": _day(case.decided_on),
        "送达日期": _day(case.delivered_on),
        "办理结果": _outcome(entries),
        "归档日期": _archived_on(entries),
        "保管期限": value_of("papers.retention"),
        "文件数量": len(files),
        "文件": [_file_row(path, files[path]) for path in sorted(files)],
    }


def _file_row(path: str, part: PackageFile) -> dict[str, Any]:
    return {"路径": path, "大小": len(part.content)} | ({"原名": part.name} if part.name else {})


def _outcome(entries: list[Entry]) -> str:
    """Return in words where the case came to before it was put away."""
    ended = [entry for entry in entries if entry.kind == Entry.Kind.MOVE and entry.move != "archive"]
    decided = [entry for entry in ended if entry.move in ("grant", "refuse")]
    return act_of((decided or ended)[-1]) if ended else ""


def _agents(case: Case, entries: list[Entry]) -> list[dict[str, str]]:
    applicant = case.applicant
    found = [{"类型": "申请人", "名称": applicant.name, "证件类型": str(applicant.get_number_type_display()),
              "证件号码": applicant.number}]  # fmt: skip
    if case.agent:
        found.append({"类型": "代理人", "名称": case.agent.name})
    found.append({"类型": "承办机构", "名称": case.division.name})
    people = {
        (entry.by_name, entry.by_role) for entry in entries if entry.by_role and entry.by_role != "applicant"
    }
    return found + [{"类型": "经办人", "名称": name, "岗位": role} for name, role in sorted(people)]


def _business_row(entry: Entry) -> dict[str, str]:
    names = ("by_name", "note", "basis")
    said = {name: str(getattr(entry, name)) for name in names}
    return {"行为": act_of(entry), "时间": instant(entry.at), "责任者": said["by_name"], "说明": said["note"],
            "依据": said["basis"]}  # fmt: skip


def _relations(case: Case) -> list[dict[str, str]]:
    found = [{"关系": "核发证照", "对象": case.licence}] if case.licence else []
    used = case.materials.exclude(licence="").order_by("pk").values_list("licence", flat=True)
    found += [{"关系": "使用证照", "对象": licence} for licence in used]
    remedies = case.remedies.order_by("pk")
    return found + [
        {"关系": str(each.get_kind_display()), "对象": each.number or each.authority} for each in remedies
    ]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _safe(name: str, stored: StoredFile) -> str:
    return safe_name(name, stored.name.rpartition(".")[2])


def _json(value: Any) -> PackageFile:
    return PackageFile(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _xml(index: Mapping[str, Any]) -> bytes:
    root = ElementTree.Element("归档信息包")
    _put(root, index)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _put(under: ElementTree.Element, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            child = ElementTree.SubElement(under, name)
            if isinstance(each, Mapping):
                _put(child, each)
            else:
                child.text = NOT_IN_XML.sub("", str(each))
