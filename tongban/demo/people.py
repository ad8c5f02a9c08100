"""The demo's departments and one invented person for each role. Their password is for looking around only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.ground.people.models import Assignment, BudgetUnit, Department, User

PASSWORD = "tongban-demo-2022"  # noqa: S105  (printed on the demo's sign-in page; never loaded into a real office)
SINCE = date(2021, 1, 1)
LET_IN = datetime(2021, 1, 1, 1, tzinfo=UTC)
BASIS = cite("gbt-22239")


@dataclass(frozen=True)
class Person:
    """One invented member of staff."""

    username: str
    name: str
    role: str
    department: str


CAST = (
    Person("zhuanyuan", "林一（示例·绩效专员）", "performance_clerk", "OFFICE"),
    Person("chuzhang", "何二（示例·处室负责人）", "division_head", "OFFICE"),
    Person("caiwu", "周三（示例·财务负责人）", "finance_officer", "OFFICE"),
    Person("juzhang", "沈四（示例·局领导）", "bureau_leader", "BUREAU"),
    Person("caizheng", "顾五（示例·财政局审核员）", "finance_reviewer", "FINANCE"),
    Person("shenji", "陆六（示例·审计人员）", "auditor", "FINANCE"),
    Person("shixiang", "钱八（示例·事项管理员）", "item_manager", "OFFICE"),
    Person("fagui", "孙九（示例·法规审核员）", "legal_officer", "OFFICE"),
    Person("guanli", "吴七（示例·系统管理员）", "system_administrator", "BUREAU"),
    Person("huawu", "施廿三（示例·热线话务员）", "hotline_agent", "HOTLINE"),
    Person("paidan", "张廿四（示例·热线派单员）", "hotline_dispatcher", "HOTLINE"),
    Person("huifang", "孔廿五（示例·热线质检回访）", "quality_officer", "HOTLINE"),
    Person("rexian", "曹廿六（示例·热线负责人）", "hotline_head", "HOTLINE"),
    Person("jijian", "钱三十（示例·派驻纪检监察组）", "report_keeper", "DISCIPLINE"),
    Person("zhengce", "金廿九（示例·政策专员）", "policy_specialist", "ENTERPRISE"),
    Person("chengguan", "严廿七（示例·城管局承办人）", "unit_officer", "CITY-MANAGEMENT"),
    Person("chengguan2", "华廿八（示例·城管局负责人）", "unit_head", "CITY-MANAGEMENT"),
)
OFFICERS = (
    Person("wuxi", "葛卅七（示例·无锡综合窗口）", "window_clerk", "NEIGHBOUR"),
    Person("chuangkou", "冯十（示例·综合窗口）", "window_clerk", "BUREAU"),
    Person("chuangkou2", "陈十一（示例·综合窗口）", "window_clerk", "BUREAU"),
    Person("dating", "滕卅七（示例·大厅负责人）", "hall_head", "BUREAU"),
    Person("shipin", "褚十二（示例·食品药品审查）", "reviewer", "FOOD"),
    Person("shipin2", "卫十三（示例·食品药品审查）", "reviewer", "FOOD"),
    Person("kanyan", "蒋十四（示例·勘验评审）", "reviewer", "SURVEY"),
    Person("shichang", "韩十五（示例·市场准入审查）", "reviewer", "MARKET"),
    Person("touzi", "杨十六（示例·投资建设审查）", "reviewer", "BUILD"),
    Person("weisheng", "朱十七（示例·卫生健康审查）", "reviewer", "HEALTH"),
    Person("shipinchu", "秦十八（示例·食品药品审批处处长）", "division_head", "FOOD"),
    Person("shichangchu", "尤十九（示例·市场准入审批处处长）", "division_head", "MARKET"),
    Person("touzichu", "范卅七（示例·投资建设审批处处长）", "division_head", "BUILD"),
    Person("chengshi", "彭卅八（示例·城市管理审查）", "reviewer", "CITY"),
    Person("chengshichu", "鲁卅九（示例·城市管理审批处处长）", "division_head", "CITY"),
    Person("ducha", "许二十（示例·督查）", "supervisor", "BUREAU"),
    Person("zhengzhao", "何廿一（示例·证照管理员）", "licence_officer", "BUREAU"),
    Person("shuju", "吕廿二（示例·数据专员）", "data_officer", "BUREAU"),
    Person("zhishi", "施廿三（示例·知识管理员）", "knowledge_officer", "BUREAU"),
    Person("biandao", "孙廿四（示例·直播编导）", "programme_editor", "BUREAU"),
    Person("zhuchi", "张廿五（示例·直播主持人）", "programme_host", "BUREAU"),
    Person("banbucheng", "潘卅八（示例·办不成事专员）", "obstacle_officer", "BUREAU"),
    Person("mishu", "孔廿六（示例·领导办公室）", "leaders_office", "BUREAU"),
    Person("huanbao", "陶卅一（示例·生态环境局承办人）", "unit_officer", "ENVIRONMENT"),
    Person("zhujian", "姜卅二（示例·住建局承办人）", "unit_officer", "HOUSING"),
    Person("shijian", "戚卅三（示例·市场监管局承办人）", "unit_officer", "MARKET-REGULATION"),
    Person("jiaotong", "谢卅四（示例·交通局承办人）", "unit_officer", "CITY-TRANSPORT"),
    Person("renshe", "邹卅五（示例·人社局承办人）", "unit_officer", "CITY-LABOUR"),
    Person("lvhua", "喻卅六（示例·绿化养护承办人）", "unit_officer", "GREEN-CARE"),
)
"""Officers of the divisions, which come with the catalogue."""
CITY_DEPARTMENTS = (
    ("CITY-MANAGEMENT", "苏州市城市管理局", "Suzhou City Management Bureau"),
    ("ENVIRONMENT", "苏州市生态环境局", "Suzhou Ecology and Environment Bureau"),
    ("HOUSING", "苏州市住房和城乡建设局", "Suzhou Housing and Construction Bureau"),
    ("MARKET-REGULATION", "苏州市市场监督管理局", "Suzhou Market Regulation Bureau"),
    ("CITY-TRANSPORT", "苏州市交通运输局", "Suzhou Transport Bureau"),
    ("CITY-LABOUR", "苏州市人力资源和社会保障局", "Suzhou Labour and Social Security Bureau"),
    ("GREEN-CARE", "绿化养护中心（示例）", "Green Care Centre (example)"),
)
"""Departments that handle what people ask of the hotline."""
UNITS = (
    ("DEMO-01", "苏州市行政审批局（本级）"),
    ("DEMO-02", "苏州市公共资源交易中心"),
    ("DEMO-03", "苏州市便民服务中心"),
)


class RealOffice(Exception):
    """Somebody works here already who is not of the demo."""


@transaction.atomic
def create_staff() -> dict[str, User]:
    """Set up the departments and the cast, and return the people by role; what is there stays as it is."""
    if User.objects.exists() and not Department.objects.filter(code="DEMO-BUREAU").exists():
        raise RealOffice
    bureau = _department("BUREAU", "苏州市行政审批局", "Suzhou Administrative Approval Bureau", "bureau")
    _department("OFFICE", "办公室", "Office", "division", bureau)
    _department("FINANCE", "苏州市财政局", "Suzhou Finance Bureau", "finance_bureau")
    _department("DISCIPLINE", "派驻纪检监察组", "Stationed Discipline Inspection Group", "unit", bureau)
    hotline = _department("HOTLINE", "12345便民服务中心", "12345 Service Centre", "unit", bureau)
    _department("ENTERPRISE", "企业服务专席（一企来）", "Enterprise Aid Desk", "unit", hotline)
    _department(
        "NEIGHBOUR", "无锡市行政审批局（示例）", "Wuxi Administrative Approval Bureau (example)", "unit"
    )
    for code, name, name_en in CITY_DEPARTMENTS:
        _department(code, name, name_en, "city_department")
    for code, name in UNITS:
        BudgetUnit.objects.get_or_create(code=code, defaults={"name": name, "department": bureau})
    return {person.role: _member(person) for person in CAST}


def create_officers() -> dict[str, User]:
    """Let the officers in whose divisions are there, and return them by user name."""
    codes = set(Department.objects.values_list("code", flat=True))
    return {person.username: _member(person) for person in OFFICERS if f"DEMO-{person.department}" in codes}


def _department(
    code: str, name: str, name_en: str, kind: str, parent: Department | None = None
) -> Department:
    known, _ = Department.objects.get_or_create(
        code=f"DEMO-{code}", defaults={"name": name, "name_en": name_en, "kind": kind, "parent": parent}
    )
    return known


def _member(person: Person) -> User:
    department = Department.objects.get(code=f"DEMO-{person.department}")
    return employ(person.username, person.name, department, person.role, PASSWORD)


@cache
def _encoded(password: str) -> str:
    """Return the password as it is kept; that of the demo is one for all, so it is worked out once."""
    return make_password(password)


@transaction.atomic
def employ(username: str, name: str, department: Department, role: str, password: str | None = None) -> User:
    """Let an invented person in with a role, and say so in the ledger; who is there stays as he or she is."""
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"display_name": name, "department": department}
    )
    if is_new:
        user.password = _encoded(password) if password else make_password(None)
        user.save(update_fields=["password"])
        Assignment.objects.create(user=user, role=role, since=SINCE)
        record(f"user:{user.pk}", "employ", by=None, at=LET_IN, basis=BASIS, after=role)
    return user
