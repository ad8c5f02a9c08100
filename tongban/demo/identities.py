"""Invented persons and enterprises with numbers whose check characters are right; drawn the same every time."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tongban.ground.people.identity import CITIZEN_CHECK, CREDIT_ALPHABET

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = [
    "安",
    "宁",
    "悦",
    "晨",
    "明",
    "远",
    "清",
    "澜",
    "予",
    "书",
    "景",
    "和",
    "若",
    "云",
    "知",
    "行",
    "文",
    "博",
    "嘉",
    "禾",
]
PLACES = ["吴中", "姑苏", "相城", "虎丘", "金阊", "沧浪", "平江", "太湖", "阳澄", "运河"]
TRADES = ["餐饮", "百货", "物流", "建设", "文化传媒", "医疗器械", "智能科技", "纺织", "园林", "教育咨询"]
DISTRICT = "320500"


@dataclass(frozen=True)
class Somebody:
    """An invented applicant, as the register takes one."""

    kind: str
    name: str
    number_type: str
    number: str
    phone: str
    address: str
    legal_representative: str = ""


def person(number: int) -> Somebody:
    """Return the invented person of that number."""
    draw = Random(f"person {number}")  # noqa: S311  (invented people need no secrecy)
    name = draw.choice(SURNAMES) + "".join(draw.sample(GIVEN, draw.randint(1, 2)))
    birthday = f"{draw.randint(1950, 2003)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    return Somebody(
        "person", f"{name}（示例）", "citizen", _citizen(birthday, number), _phone(draw), _address(draw)
    )


def enterprise(number: int) -> Somebody:
    """Return the invented enterprise of that number."""
    draw = Random(f"enterprise {number}")  # noqa: S311
    name = f"苏州{draw.choice(PLACES)}{''.join(draw.sample(GIVEN, 2))}{draw.choice(TRADES)}有限公司（示例）"
    head = draw.choice(SURNAMES) + draw.choice(GIVEN)
    return Somebody(
        "enterprise", name, "credit", _credit(number), _phone(draw), _address(draw), f"{head}（示例）"
    )


def _citizen(birthday: str, number: int) -> str:
    digits = f"{DISTRICT}{birthday}{number % 1000:03}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return digits + CITIZEN_CHECK[total % 11]


def _credit(number: int) -> str:
    body = f"91{DISTRICT}MA{number:07}"
    total = sum(CREDIT_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + CREDIT_ALPHABET[(31 - total % 31) % 31]


def _phone(draw: Random) -> str:
    return f"199{draw.randint(0, 99_999_999):08}"


def _address(draw: Random) -> str:
    return f"苏州市{draw.choice(PLACES)}示例路{draw.randint(1, 300)}号"


def resident(number: int) -> tuple[str, ...]:
    """Return one of the invented residents of a year of the city, as the bulk register takes them."""
    draw = Random(number)  # noqa: S311
    name = draw.choice(SURNAMES) + "".join(draw.sample(GIVEN, 2))
    day = date(1950, 1, 1) + timedelta(days=7 + number // 800 * 3)
    number_of_day = 100 + number % 800
    told = _citizen(f"{day:%Y%m%d}", number_of_day)
    return "person", f"{name}（示例）", "citizen", told, _phone(draw), _address(draw), ""


def firm(number: int) -> tuple[str, ...]:
    """Return one of the invented firms of a year of the city."""
    draw = Random(-number - 1)  # noqa: S311
    name = f"苏州{draw.choice(PLACES)}{''.join(draw.sample(GIVEN, 2))}{draw.choice(TRADES)}有限公司（示例）"
    head = f"{draw.choice(SURNAMES)}{draw.choice(GIVEN)}（示例）"
    return "enterprise", name, "credit", _credit(1_000_000 + number), _phone(draw), _address(draw), head
