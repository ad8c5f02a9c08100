"""One invented enquiry for the demo."""

from collections.abc import Mapping
from datetime import datetime

from tongban.work.enquiries.actions import take
from tongban.work.enquiries.models import Enquiry

from tongban.ground.people.models import Applicant, User

QUESTION = "（示例）门店搬到隔壁门牌号，许可证要重新申请还是变更？"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Take one question in, once."""
    reviewer, clerk = staff.get("reviewer"), staff.get("window_clerk")
    if reviewer and reviewer.department and clerk and not Enquiry.objects.exists():
        take(next(iter(applicants.values())), reviewer.department, QUESTION, by=clerk, at=at)
    return ""
