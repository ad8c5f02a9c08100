"""What the demo's office is called: its data are those of the bureau of Suzhou."""

from collections.abc import Mapping
from datetime import datetime

from tongban.ground.office.actions import set_value
from tongban.ground.office.models import SettingChange
from tongban.ground.people.models import Applicant, User

SAID = {
    "bureau.name": "苏州市行政审批局",
    "papers.foot": "咨询：苏州市政务服务中心（平泷路251号），电话 0512-12345（示例）",
}


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Set the name and the foot of papers, once."""
    administrator = staff.get("system_administrator")
    if administrator is None or SettingChange.objects.exists():
        return ""
    for code, value in SAID.items():
        set_value(code, value, by=administrator, at=at)
    return "guanli（系统管理员）在“系统设置”中设置名称、标识、印章、短信和文书文本。"
