"""A lively inbox: something to answer for the citizen, a version that waits, and what is older already read."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tongban.demo.cases import Scene, Story
from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notices import TELL
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import Applicant, Department, User
from tongban.offer.catalogue.actions import publication
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.models import Case, Status

CITIZEN, ITEM, CHANGED = "张敏（示例）", "大型户外广告设置审批", "公共场所卫生许可（新办）"
NUMBER = 901
RECENT, HISTORY = timedelta(days=4), timedelta(days=14)
LEFT_UNREAD = 2


def load_news(now: datetime, people: Mapping[str, User], applicants: Mapping[str, Applicant]) -> None:
    """Return an application of the citizen for completion, and send a version to legal review; once."""
    scene = Scene(now, calendar(), Department.objects.get(code="DEMO-BUREAU"))
    published = ItemVersion.objects.filter(status="published", item__is_example=True)
    citizen = applicants[CITIZEN]
    asked = published.filter(audience__in=["person", "both"]).order_by("item__code")
    if not Case.objects.filter(applicant=citizen, status=Status.INCOMPLETE).exists():
        story = Story(scene, NUMBER, asked.filter(item__name=ITEM).first() or asked[0], citizen)
        story.tell("incomplete")
    version = published.filter(item__name=CHANGED).first()
    if version is not None and not version.item.versions.filter(status="in_review").exists():
        by = people["item_manager"]
        draft = publication.begin_draft(version.item, by=by, at=scene.at(1, 15))
        publication.submit(draft, by=by, at=scene.at(0, 9))


def forget_history(now: datetime) -> None:
    """Tell nobody of what the demo did long ago; of performance years, which go slowly, everything is told."""
    before = now - HISTORY
    Outgoing.objects.filter(kind=TELL, put_at__lt=before).exclude(payload__room="evaluation").delete()


def mark_old_read(now: datetime) -> None:
    """Let everybody have read what is some days old, but for their last few messages."""
    newest: dict[int, list[int]] = {}
    for pk, reader in Message.objects.order_by("-at", "-pk").values_list("pk", "reader_id"):
        newest.setdefault(reader, []).append(pk)
    kept = [pk for keys in newest.values() for pk in keys[:LEFT_UNREAD]]
    old = Message.objects.filter(read_at=None, at__lt=now - RECENT).exclude(pk__in=kept)
    old.update(read_at=now)
