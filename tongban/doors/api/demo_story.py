"""The demo's connected system: an invented enterprise's software. It has no key; an administrator issues one."""

from collections.abc import Mapping
from datetime import datetime

from tongban.doors.api.actions import register
from tongban.doors.api.models import Client
from tongban.doors.api.scopes import SCOPES
from tongban.ground.people.models import Applicant, User

NAME = "小桥餐饮门店管理系统（示例）"
APPLICANT = "苏州小桥餐饮管理有限公司（示例）"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Register the system, once; a key is made on the page and shown there only."""
    if not Client.objects.filter(name=NAME).exists():
        register(
            NAME,
            applicants[APPLICANT],
            agreement="示例授权〔2022〕1号",
            contact="示例软件公司 0512-00000009",
            scopes=tuple(SCOPES),
            by=staff["system_administrator"],
            at=at,
            is_example=True,
        )
    return f"对接系统：{NAME}。以 guanli 登录，在“对接系统”页签发密钥，说明见 /api/v1/docs。"
