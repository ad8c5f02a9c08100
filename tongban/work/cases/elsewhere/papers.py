"""The slip of a hand-over on paper: what was handed over, the receipts of both sides, and the digest of both entries."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from tongban.work.cases.models import Transfer
from tongban.work.cases.papers.sheet import sheet

GROUP = 8
RECEIVED = {"received": "已签收", "done": "已签收，部分办结", "turned_back": "已退回"}


def slip_content(transfer: Transfer) -> dict[str, Any]:
    """Return what the slip says; until the other office has signed, its side is left to be signed by hand."""
    case, parcel = transfer.case, transfer.parcel
    with override("zh-hans"):
        pairs = [
            ("办件编号", case.reference),
            ("事项", case.version.item.name),
            ("申请人", case.applicant.name),
            ("交接用途", transfer.get_purpose_display()),
            ("移交单位", transfer.sender.name),
            ("接收单位", transfer.receiver.name),
            ("移交内容", transfer.contents),
            ("寄送", f"{parcel.courier} {parcel.waybill}".strip() if parcel else "当面或者网上移交"),
            ("接收情况", RECEIVED.get(transfer.state, "待接收")),
            *([("接收意见", transfer.remark)] if transfer.remark else []),
            ("校验值", _in_groups(transfer.digest)),
        ]
        return sheet(
            title="异地办理交接单",
            number=transfer.number,
            pairs=pairs,
            notes=["接收单位签收前由移交单位负责；交接不停止计时。校验值同时记入双方台账。"],
            signs=[
                ("移交单位", str(transfer.sent_by), _moment(transfer.sent_at)),
                ("接收单位", str(transfer.received_by or ""), _moment(transfer.received_at)),
            ],
            is_example=case.is_example,
        )


def _in_groups(digest: str) -> str:
    """Return a digest so that a line of paper can break within it and a person can compare it."""
    return " ".join(digest[place : place + GROUP] for place in range(0, len(digest), GROUP))


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""
