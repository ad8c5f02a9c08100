"""A small named cast: a hotline centre in the bureau, two departments of the city, and one line."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from tongban.ground.people.models import Assignment, Department, User
from tongban.work.hotline.actions import catalogue, competence, intake, outcome, side, work
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Area, DemandClass, Line, Order

ROLES = {
    "agent": ("hotline_agent", "centre"),
    "lin": ("hotline_dispatcher", "centre"),
    "bao": ("hotline_dispatcher", "centre"),
    "qian": ("quality_officer", "centre"),
    "shen": ("quality_officer", "centre"),
    "head": ("hotline_head", "centre"),
    "yan": ("unit_officer", "city"),
    "hua": ("unit_head", "city"),
    "tao": ("unit_officer", "nature"),
    "jiang": ("unit_head", "nature"),
    "squad": ("unit_officer", "squad"),
    "keeper": ("report_keeper", "discipline"),
    "auditor": ("auditor", "bureau"),
}


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 9) -> datetime:
    """Return an instant of September 2022 by Suzhou's clock; the fifth is a Monday."""
    return datetime(2022, month, day, hour - 8, minute, tzinfo=UTC)


MONDAY = at(5, 10)


def office() -> SimpleNamespace:
    """Return the places, the people, the line and a class."""
    make = Department.objects.create
    bureau = make(code="SPJ", name="行政审批局", kind="bureau")
    city = make(code="CGJ", name="城市管理局", kind="city_department")
    places = {
        "bureau": bureau,
        "centre": make(code="SPJ-RX", name="12345便民服务中心", kind="unit", parent=bureau),
        "city": city,
        "squad": make(code="CGJ-DD", name="城管执法大队", kind="unit", parent=city),
        "discipline": make(code="SPJ-JJ", name="派驻纪检监察组", kind="unit", parent=bureau),
        "nature": make(code="HBJ", name="生态环境局", kind="city_department"),
    }
    people = {}
    for name, (role, place) in ROLES.items():
        people[name] = User.objects.create(username=name, display_name=name, department=places[place])
        Assignment.objects.create(user=people[name], role=role, since=date(2020, 1, 1))
    line = Line.objects.create(
        code="12345", name="12345", form="main", centre=places["centre"], since=date(2020, 1, 1)
    )
    noise = catalogue.open_class("020101", "噪声扰民", by=people["head"], at=at(1, month=1))
    area = Area.objects.create(code="320508", name="姑苏区")
    return SimpleNamespace(places=places, line=line, noise=noise, area=area, **people)


def demand(office: SimpleNamespace, **said: object) -> Demand:
    """Return a complaint about noise, with what is said otherwise."""
    usual = {
        "line": office.line,
        "kind": "complaint",
        "text": "工地夜间施工，无法休息。",
        "phone": "138 1234 5678",
        "caller_name": "张小红",
        "demand_class": office.noise,
        "area_id": office.area.pk,
    }
    return Demand(**(usual | said))


def secret(office: SimpleNamespace, text: str, **said: object) -> Demand:
    """Return a confidential report against the city management bureau."""
    content = {
        "text": text,
        "kind": "report",
        "is_confidential": True,
        "caller_name": text,
        "phone": "",
        "reported_unit_id": office.places["city"].pk,
    }
    return demand(office, **(content | said))


def registered(office: SimpleNamespace, **said: object) -> Order:
    return intake.register(demand(office, **said), by=office.agent, at=MONDAY).order


def led(office: SimpleNamespace, order: Order, *steps: str) -> Order:
    """Lead an order on by moves in their usual form, one hour after the other."""
    for hour, step in enumerate(steps, start=11):
        WAYS[step](office, fresh(order), at(5, hour))
    return fresh(order)


def fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def city(office: SimpleNamespace) -> Department:
    return office.places["city"]


UNSOLVED = Heard("no", 1, was_contacted=False, remark="没人联系我")
SOLVED = Heard("yes", 5, was_contacted=True)
WAYS = {
    "dispatch": lambda o, it, at: intake.dispatch(it, city(o), by=o.lin, at=at),
    "sign": lambda o, it, at: work.sign(it, by=o.yan, at=at),
    "return": lambda o, it, at: competence.return_(it, by=o.yan, at=at, reason="非我局职责"),
    "decide": lambda o, it, at: competence.decide(
        it, o.places["nature"], by=o.lin, at=at, reason="属生态环境局"
    ),
    "suspend": lambda o, it, at: work.suspend(
        it, by=o.hua, at=at, cause="weather", reason="雨季后修补", review_on=date(2022, 9, 20)
    ),
    "resume": lambda o, it, at: work.resume(it, by=o.hua, at=at, result="雨季已过"),
    "extend": lambda o, it, at: work.extend(it, 3, by=o.hua, at=at, reason="需鉴定", told="电话告知"),
    "reply": lambda o, it, at: work.reply(it, by=o.yan, at=at, text="已要求工地夜间停工。", contact="phone"),
    "review": lambda o, it, at: outcome.review(it, by=o.qian, at=at),
    "send_back": lambda o, it, at: outcome.send_back(it, by=o.qian, at=at, reason="未说明处理结果"),
    "redo": lambda o, it, at: outcome.redo(it, by=o.qian, at=at, heard=UNSOLVED),
    "close": lambda o, it, at: outcome.close(it, by=o.qian, at=at, heard=SOLVED),
    "reopen": lambda o, it, at: outcome.reopen(it, by=o.head, at=at, reason="未联系群众即办结"),
    "answer": lambda o, it, at: intake.answer(it, by=o.agent, at=at, text="可拨打物业电话。"),
    "hand_over": lambda o, it, at: side.hand_over(it, "110", by=o.agent, at=at),
    "confirm": lambda o, it, at: side.confirm(it, by=o.agent, at=at, receipt="110-20220905-1"),
}


def class_of(key: str, name: str, by: User) -> DemandClass:
    return catalogue.open_class(key, name, by=by, at=at(1, month=1))
