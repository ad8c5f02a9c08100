"""Blank forms and filled-in samples of a few materials, as the guides hand them out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document

from tongban.ground.kit.files import store_content
from tongban.ground.people.models import User

MADE_AT = datetime(2021, 12, 1, tzinfo=UTC)
FIELDS: dict[str, Sequence[tuple[str, str]]] = {
    "食品经营许可申请书": (("经营者名称", "示例餐饮店"), ("经营场所", "苏州市姑苏区示例路1号"), ("主体业态", "餐饮服务经营者"),
                          ("经营项目", "热食类食品制售"), ("法定代表人（负责人）", "示例"), ("联系电话", "13800000000")),
    "公共场所卫生许可申请表": (("单位名称", "示例宾馆"), ("经营地址", "苏州市吴中区示例路2号"), ("经营项目", "住宿场所"),
                            ("营业面积（平方米）", "800"), ("卫生管理员", "示例"), ("联系电话", "13800000000")),
    "企业设立登记申请书": (("名称", "苏州示例商贸有限公司"), ("住所", "苏州市虎丘区示例路3号"), ("注册资本（万元）", "100"),
                          ("经营范围", "日用百货销售"), ("法定代表人", "示例"), ("联系电话", "13800000000")),
}  # fmt: skip


def keep_forms(by: User, at: datetime) -> dict[str, dict[str, str]]:
    """Keep the forms; return, for each material, the digests of its blank form and its sample."""
    return {
        name: {
            "template": _kept(f"{name}（空白表格）", [(title, "") for title, _said in rows], by, at),
            "sample": _kept(f"{name}（示例样表）", rows, by, at),
        }
        for name, rows in FIELDS.items()
    }


def _kept(title: str, rows: Sequence[tuple[str, str]], by: User, at: datetime) -> str:
    made, written = Document(), BytesIO()
    made.core_properties.created = made.core_properties.modified = MADE_AT
    made.add_heading(title, level=1)
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("申请人签字（盖章）：　　　　　　　　年　　月　　日")
    made.save(written)
    return store_content(
        written.getvalue(), f"{title}.docx", by=by, at=at, allowed=("docx",), is_clean=True
    ).digest
