"""Invented orders for the demo: a line, a few classes and areas, and orders at five places of their way."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tongban.ground.people.models import Applicant, Department, User
from tongban.work.hotline.actions import (
    calls,
    catalogue,
    competence,
    intake,
    outcome,
    registers,
    side,
    suggestion,
    work,
)
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Area, DemandClass, Line, Order, SeatState

AREAS = (
    ("320508", "姑苏区"),
    ("320505", "虎丘区"),
    ("320506", "吴中区"),
    ("320507", "相城区"),
    ("320509", "吴江区"),
    ("320571", "苏州工业园区"),
    ("320581", "常熟市"),
    ("320582", "张家港市"),
    ("320583", "昆山市"),
    ("320585", "太仓市"),
)
CLASSES = (
    ("010000", "城乡建设", ""),
    ("010100", "市容环卫", "010000"),
    ("010101", "占道经营", "010100"),
    ("020000", "生态环境", ""),
    ("020101", "噪声扰民", "020000"),
    ("030000", "市场监管", ""),
    ("030101", "预付卡消费", "030000"),
)
COMPETENT = (
    ("010101", "DEMO-CITY-MANAGEMENT"),
    ("020101", "DEMO-ENVIRONMENT"),
    ("030101", "DEMO-MARKET-REGULATION"),
)
OPENED = datetime(2021, 1, 4, 1, tzinfo=UTC)
"""The line is older than every order that a demo invents."""
RULES = (
    ("010101", "占道"),
    ("010101", "摊贩"),
    ("020101", "噪声"),
    ("020101", "施工 夜间"),
    ("030101", "预付卡"),
    ("030101", "办的卡 退"),
)
ROLES = (
    "hotline_agent",
    "hotline_dispatcher",
    "quality_officer",
    "hotline_head",
    "unit_officer",
    "unit_head",
)


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Open the line and take a few orders in, once."""
    if Order.objects.exists() or not set(ROLES) <= staff.keys():
        return ""
    line, classes, areas = _set_up(staff)
    by = staff["hotline_agent"]
    said: dict[str, Any] = {"line": line, "caller_name": "示例市民", "is_example": True}
    trader = "（示例）早市摊贩占道经营，行人无法通行。"
    street = said | {"phone": "13800000001", "area_id": areas["320508"].pk, "place": "山塘街"}
    _street_trader(staff, Demand(kind="complaint", text=trader, demand_class=classes["010101"], **street), at)
    noise = said | {"phone": "13800000002", "area_id": areas["320571"].pk, "demand_class": classes["020101"]}
    _bounced(staff, Demand(kind="help", text="（示例）夜间施工噪声扰民，请求查处。", **noise), at)
    late = said | {"phone": "13800000004", "area_id": areas["320508"].pk, "demand_class": classes["020101"]}
    _late(staff, Demand(kind="complaint", text="（示例）观前街夜市半夜还在放音响，噪声扰民。", **late), at)
    lamp = said | {"phone": "13800000006", "area_id": areas["320508"].pk, "demand_class": classes["010101"]}
    _long_way(staff, Demand(kind="complaint", text="（示例）巷口占道围挡多日未拆，夜间无照明。", **lamp), at)
    card = said | {"phone": "13800000003", "demand_class": classes["030101"]}
    intake.register(Demand(kind="consult", text="（示例）预付卡余额如何退还？", **card), by=by, at=at)
    secret: dict[str, Any] = {
        "is_confidential": True,
        "reported_unit_id": staff["unit_officer"].department_id,
        "place": "（示例）办事窗口",
        "caller_name": "示例市民",
        "phone": "13800000005",
    }
    gift = Demand(line, "report", "（示例）举报工作人员收受礼品。", is_example=True, **secret)
    intake.register(gift, by=by, at=at)
    _telephone(line, by, at - timedelta(minutes=30))
    return ""


def _set_up(staff: Mapping[str, User]) -> tuple[Line, dict[str, DemandClass], dict[str, Area]]:
    """Open the line 12345 with its areas, classes and the dispatch catalogue."""
    head = staff["hotline_head"]
    centre = head.department
    assert centre is not None  # noqa: S101 - the cast has departments
    first = {"code": "12345", "name": "12345政务服务便民热线", "number": "12345", "form": "main"}
    line = registers.open_line(first | {"centre": centre, "since": OPENED.date()}, by=head, at=OPENED)
    areas = {
        code: registers.open_area({"code": code, "name": name}, by=head, at=OPENED) for code, name in AREAS
    }
    _merge_another(head, centre, OPENED)
    classes: dict[str, DemandClass] = {}
    for key, name, parent in CLASSES:
        classes[key] = catalogue.open_class(key, name, by=head, at=OPENED, parent=classes.get(parent))
    units = {each.code: each for each in Department.objects.filter(code__startswith="DEMO-")}
    for key, code in COMPETENT:
        row = catalogue.propose_row(classes[key], units[code], by=head, at=OPENED)
        catalogue.accept_row(row, by=head, at=OPENED)
    for key, words in RULES:
        suggestion.add_rule(words.split(), classes[key], by=head, at=OPENED)
    return line, classes, areas


def _merge_another(head: User, centre: Department, opened: datetime) -> None:
    """Merge a hotline with two numbers in parallel, and set a limit of the office's own."""
    market = Department.objects.get(code="DEMO-MARKET-REGULATION")
    said = {"code": "12315", "name": "12315消费者投诉举报（示例）", "number": "12315", "form": "parallel"}
    merged = registers.open_line(said | {"centre": centre, "since": opened.date()}, by=head, at=opened)
    came: dict[str, Any] = {
        "owner": market,
        "merged_on": opened.date(),
        "seats": 6,
        "knowledge_on": opened.date(),
        "has_three_way_call": True,
        "exchanged": ["工单编号", "办理状态", "办结时间"],
        "share_of_calls": Decimal("7.50"),
    }
    registers.record_merge(merged, came, by=head, at=opened)
    limit = {"days": 3, "line": merged, "kind": "consult", "in_force_on": opened.date()}
    registers.set_limit(limit | {"source": "（示例）归并热线办理规程"}, by=head, at=opened)


def _telephone(line: Line, agent: User, at: datetime) -> None:
    """Answer one call at once, and let another be given up while the agent has a pause."""
    calls.change_seat(agent, SeatState.READY, at=at)
    calls.ask(line, "DEMO-1", phone="13800001001", at=at, is_example=True)
    call = calls.ring_next(agent, at=at + timedelta(seconds=6))
    assert call is not None  # noqa: S101 - it was asked for above
    call = calls.note_answered(call, by=agent, at=at + timedelta(seconds=11))
    call = calls.note_ended(call, by=agent, at=at + timedelta(seconds=140))
    calls.finish(call, by=agent, at=at + timedelta(seconds=170), remark="（示例）告知公积金中心电话。")
    calls.change_seat(agent, SeatState.PAUSED, at=at + timedelta(minutes=4), reason="（示例）用餐")
    missed = calls.ask(line, "DEMO-2", phone="13800001002", at=at + timedelta(minutes=5), is_example=True)
    calls.note_gone(missed, at=at + timedelta(minutes=6))
    calls.change_seat(agent, SeatState.AWAY, at=at + timedelta(minutes=20))


def _street_trader(staff: Mapping[str, User], demand: Demand, at: datetime) -> None:
    """Dispatched, signed for, replied to, called back, not solved, done again, closed."""
    unit = staff["unit_officer"]
    assert unit.department is not None  # noqa: S101 - the cast has departments
    order, _code = intake.register(demand, by=staff["hotline_agent"], at=at - timedelta(days=9))
    intake.dispatch(
        order, unit.department, by=staff["hotline_dispatcher"], at=at - timedelta(days=9, hours=-1)
    )
    work.sign(order, by=unit, at=at - timedelta(days=8))
    first: dict[str, Any] = {"text": "（示例）已到现场劝离摊贩。", "contact": "phone"}
    work.reply(order, by=unit, at=at - timedelta(days=7), **first)
    outcome.review(order, by=staff["quality_officer"], at=at - timedelta(days=6))
    unsolved = Heard("no", 2, was_contacted=True, remark="（示例）第二天又摆出来了。")
    outcome.redo(order, by=staff["quality_officer"], at=at - timedelta(days=5), heard=unsolved)
    again: dict[str, Any] = {"text": "（示例）早市时段安排专人值守，并划定临时摊点。", "contact": "visit"}
    work.reply(order, by=unit, at=at - timedelta(days=2), **again)
    outcome.review(order, by=staff["quality_officer"], at=at - timedelta(days=1))
    heard = Heard("yes", 4, was_contacted=True)
    outcome.close(order, by=staff["quality_officer"], at=at - timedelta(hours=3), heard=heard)


def _bounced(staff: Mapping[str, User], demand: Demand, at: datetime) -> None:
    """Dispatched to one who is not competent, and returned: it waits for the centre's decision."""
    unit = staff["unit_officer"]
    assert unit.department is not None  # noqa: S101 - the cast has departments
    order, _code = intake.register(demand, by=staff["hotline_agent"], at=at - timedelta(days=1))
    intake.dispatch(order, unit.department, by=staff["hotline_dispatcher"], at=at - timedelta(hours=22))
    reason = "（示例）施工噪声由生态环境部门监管，非我局职责。"
    competence.return_(order, by=unit, at=at - timedelta(hours=4), reason=reason)


def _late(staff: Mapping[str, User], demand: Demand, at: datetime) -> None:
    """Returned, decided by the centre, signed for, and not replied to by its last day."""
    unit, by = staff["unit_officer"], staff["hotline_dispatcher"]
    assert unit.department is not None  # noqa: S101 - the cast has departments
    order, _code = intake.register(demand, by=staff["hotline_agent"], at=at - timedelta(days=30))
    intake.dispatch(order, unit.department, by=by, at=at - timedelta(days=30, hours=-1))
    reason = "（示例）音响噪声由生态环境部门监管。"
    competence.return_(order, by=unit, at=at - timedelta(days=30, hours=-5), reason=reason)
    why = "（示例）夜市由城市管理局监管，噪声一并处理。"
    competence.decide(order, unit.department, by=by, at=at - timedelta(days=30, hours=-6), reason=why)
    work.sign(order, by=unit, at=at - timedelta(days=30, hours=-7))


def _long_way(staff: Mapping[str, User], demand: Demand, at: datetime) -> None:
    """Helped, urged, suspended, refused more days, closed badly rated, and appealed against in vain."""
    unit, head, centre = staff["unit_officer"], staff["unit_head"], staff["hotline_dispatcher"]
    assert unit.department is not None  # noqa: S101 - the cast has departments
    began = at - timedelta(days=12)
    order, _code = intake.register(demand, by=staff["hotline_agent"], at=began)
    intake.dispatch(order, unit.department, by=centre, at=began + timedelta(hours=1))
    work.sign(order, by=unit, at=began + timedelta(hours=2))
    housing = Department.objects.get(code="DEMO-HOUSING")
    helped = began + timedelta(hours=3)
    side.add_helper(order, housing, by=centre, at=helped, task="（示例）核对围挡的施工许可。")
    urged = began + timedelta(days=1)
    urging = side.urge(order, "（示例）请说明何时拆除围挡。", by=centre, at=urged)
    answered = urged + timedelta(hours=2)
    side.reply_to_urging(urging, "（示例）已约施工方现场商定。", by=unit, at=answered)
    waits: dict[str, Any] = {"cause": "project", "reason": "（示例）等待管线抢修完成。"}
    work.suspend(
        order, by=head, at=began + timedelta(days=2), review_on=(began + timedelta(days=4)).date(), **waits
    )
    work.resume(order, by=head, at=began + timedelta(days=4), result="（示例）抢修已完成。")
    asked = began + timedelta(days=5)
    work.ask_extension(order, 3, by=unit, at=asked, reason="（示例）需协调两家施工单位。")
    work.refuse_extension(order, by=head, at=asked + timedelta(hours=1), ruling="（示例）可在原期限内办结。")
    said: dict[str, Any] = {"text": "（示例）围挡已拆除，照明已恢复。", "contact": "phone"}
    work.reply(order, by=unit, at=began + timedelta(days=6), **said)
    outcome.review(order, by=staff["quality_officer"], at=began + timedelta(days=7))
    heard = Heard("yes", 2, was_contacted=True, remark="（示例）拆得太慢。")
    outcome.close(order, by=staff["quality_officer"], at=began + timedelta(days=8), heard=heard)
    outcome.appeal(order, by=unit, at=began + timedelta(days=9), reason="（示例）抢修非我局可控。")
    why = "（示例）挂起期间未计入期限，评价照常计入。"
    outcome.rule_appeal(
        order, by=staff["hotline_head"], at=began + timedelta(days=10), is_granted=False, ruling=why
    )
