"""Invented help for the demo: a project handed over and under way, a person helped to the end, one just asked for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import holders_of
from tongban.work.assistance.actions import authorisations, hand_overs, requests, work
from tongban.work.assistance.actions.authorisations import AuthorisationTerms
from tongban.work.assistance.actions.requests import HelpWanted
from tongban.work.assistance.models import Assistance, Kind

SCOPE = "代为提交和领取材料、查询办理进度、协调现场勘验、领取办理结果"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Take three down and lead each as far as it has come, once."""
    head, clerk = staff.get("hall_head"), staff.get("window_clerk")
    helpers = holders_of("assistance.help", localdate(at), [clerk.department_id or 0]) if clerk else []
    people = [each for each in applicants.values() if each.kind == Applicant.Kind.PERSON and each.account]
    firms = [each for each in applicants.values() if each.kind == Applicant.Kind.ENTERPRISE]
    if head is None or len(helpers) < 2 or not people or not firms or Assistance.objects.exists():
        return ""
    _project(firms[0], head, helpers, at - timedelta(days=40))
    _person(people[0], head, helpers[0], at - timedelta(days=20))
    said = HelpWanted(
        people[-1], Kind.PERSON, "（示例）行动不便，需上门办理", "（示例）代办社会保障卡换领，可上门收件。"
    )
    requests.take(said, by=helpers[0], at=at - timedelta(hours=5))
    return (
        "帮办代办：dating（大厅负责人）确定帮办人员，"
        f"{helpers[0].username}、{helpers[1].username}帮办、移交；申请人在“我的帮办”授权、查看。"
    )


def _project(firm: Applicant, head: User, helpers: list[User], at: datetime) -> None:
    """Lead a project from one helper to another."""
    text = "（示例）从立项到竣工验收的全部手续，请专人帮办。"
    wanted = HelpWanted(firm, Kind.PROJECT, "（示例）城西食品产业园", text, "2022-320505-13-03-0001")
    matter = _helped(wanted, head, helpers[1], at)
    today = localdate(at)
    began = at + timedelta(days=2)
    survey = work.add_task(
        matter, "（示例）协调联合勘验", today + timedelta(days=12), by=helpers[1], at=began
    )
    work.note_work(matter, "（示例）陪同企业到现场，列出一次性告知清单。", by=helpers[1], at=began)
    work.close_task(survey, "（示例）勘验已完成，意见一次汇总。", by=helpers[1], at=at + timedelta(days=11))
    work.add_task(
        matter, "（示例）取得施工许可", today + timedelta(days=44), by=helpers[1], at=at + timedelta(days=12)
    )
    note = "（示例）设计文件已送审，待施工许可。"
    hand_overs.offer(matter, helpers[0], note, by=helpers[1], at=at + timedelta(days=20))
    hand_overs.take_over(matter, by=helpers[0], at=at + timedelta(days=21))
    work.note_work(matter, "（示例）已与企业联系人对接。", by=helpers[0], at=at + timedelta(days=38))


def _person(person: Applicant, head: User, helper: User, at: datetime) -> None:
    """Help a person to the end."""
    text = "（示例）独居老人，不会使用手机，请代为办理。"
    matter = _helped(HelpWanted(person, Kind.PERSON, "（示例）高龄老人代办", text), head, helper, at)
    task = work.add_task(
        matter,
        "（示例）上门收取材料",
        localdate(at) + timedelta(days=6),
        by=helper,
        at=at + timedelta(days=2),
    )
    work.close_task(task, "（示例）材料已收齐并代为提交。", by=helper, at=at + timedelta(days=4))
    requests.conclude(matter, "done", "（示例）结果已送达本人。", by=helper, at=at + timedelta(days=9))


def _helped(wanted: HelpWanted, head: User, helper: User, at: datetime) -> Assistance:
    matter = requests.take(wanted, by=helper, at=at)
    requests.assign(matter, helper, by=head, at=at + timedelta(hours=3))
    begun = at + timedelta(days=1)
    given = AuthorisationTerms(
        SCOPE, localdate(begun), localdate(begun) + timedelta(days=365), wanted.applicant.name
    )
    return authorisations.authorise(matter, given, by=helper, at=begun)
