"""Numbers and names in running text: which measure is meant, how exact it is, and where it stands."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from tongban.account.audit.quantities import MULTIPLES
from tongban.account.audit.report import Cell, Indicator, Report, Section, Task, cached_on_struct

SENTENCE_END = re.compile(r"[。；;！!\n]")
CLAUSE_END = re.compile(r"[，,。；;：:！!、（）()\n]")
ITEM_NUMBER = re.compile(r"（[一二三四五六七八九十]+）")
ITEM = re.compile(r"(?=（[一二三四五六七八九十]+）)")
NOT_LETTERS = re.compile(r"[^一-鿿A-Za-z+]")
COUNTED = re.compile(
    r"(?P<number>(?:(?<!\d)-)?\d[\d,]*(?:\.\d+)?)\s*(?P<multiple>[万亿])?\s*(?P<plus>\+)?”?\s*"
    r"(?P<unit>万?亿?元|%|％|百分点|[一-鿿]{1,4}?(?=以上|左右)|[一-鿿])?(?P<more>以上|左右|余|多)?"
)
LONGEST_UNIT = 6
TELLING = ("二", "四", "五")
ALIKE = Decimal("0.5")
NOTHING = Decimal(0)
NO_UNIT = ("", "年", "月", "日", "号")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
NO_RESULT = re.compile(
    r"目标|计划|预计|上年|去年|往年|同比|环比|低于|高于|偏差|差$"
    r"|(?:较|提高|增长|增加|减少|下降|降低|提升|上升)(?!率)"
)
AT_LEAST = ("超", "逾", "不少于", "不低于", "达到或超过", "突破")
EXACT_WORD = r"(?<![签预合履节邀制特立违续解换守](?=约))(?<![附就邻靠最临](?=近))"
"""What makes another word of 约 and 近: 签约 30 家 and 就近 3 个 are exact numbers."""
ABOUT = re.compile(rf"{EXACT_WORD}(?:约|近|左右|余|多)\Z")
DONE = re.compile(
    "全年|本年|累计|共计|共|已经|已|均|完成|办理|办结|实现|达到|达|开展|组织|为|约|超过|超|近|逾|不少于|不低于"
)
MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
Kinship = tuple[Decimal, Decimal, int]
EMPTY_WORDS = re.compile(r"(?:的|各类|各项|数量|总量|总数|次数|个数|情况)+$|^(?:每年|全年|年度)")


class Mention(Struct, frozen=True):
    """A number in running text: ``unit`` as printed, ``step`` the worth of its last digit.

    ``bound`` is ">=" for 以上 or 超, "~" for 约 or 余, "" for an exact number; ``before`` is its clause,
    ``about`` the clause and the name of the task that tells it, ``after`` what follows from the unit on.
    """

    value: Decimal
    unit: str
    step: Decimal
    bound: str
    before: str
    about: str
    cell: Cell
    after: str = ""

    def is_in(self, unit: str) -> bool:
        """Say whether the number is printed in a unit, be it of several characters (人次, 平方米)."""
        return self.unit == unit or (bool(unit) and self.after.startswith(unit))

    @property
    def money(self) -> Decimal | None:
        """Return the amount in 10,000 yuan, or None where it is no money."""
        factor = MONEY.get(self.unit)
        return None if factor is None else self.value * factor

    def fits(self, value: Decimal) -> bool:
        """Say whether a value agrees with what is printed, within the last printed digit."""
        if self.bound == ">=":
            return value >= self.value - self.step / 2
        slack = self.value / 10 if self.bound == "~" else self.step / 2
        return abs(value - self.value) <= slack


def without_spaces(text: str) -> str:
    """Return the text without any white space."""
    return "".join(text.split())


def has_any(text: str, words: Iterable[str]) -> bool:
    """Say whether a text holds any of the words (as a loop: a generator takes four times as long)."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def sentences(text: str) -> list[str]:
    """Part running text into sentences."""
    return [part for part in SENTENCE_END.split(text) if part]


def items(section: Section | None) -> list[str]:
    """Part a section into its items （一）（二）…; text before the first item is an item of its own."""
    return [part for part in ITEM.split(section.text) if part.strip()] if section else []


@lru_cache(maxsize=512)
def mentions_of(cell: Cell, about: str = "") -> tuple[Mention, ...]:
    """Return the numbers of a text that carry a unit, in the printed order; ``about`` is the task's name."""
    text, found = cell.text, []
    for match in COUNTED.finditer(text):
        unit = match["unit"] or ""
        if unit not in NO_UNIT:
            before = CLAUSE_END.split(text[max(0, match.start() - 40) : match.start()])[-1]
            found.append(_mention(match, unit, without_spaces(before), about, cell))
    return tuple(found)


def _mention(match: re.Match[str], unit: str, before: str, about: str, cell: Cell) -> Mention:
    """Read one number with its multiple, its bound and the worth of its last digit."""
    digits = match["number"].replace(",", "")
    multiple = MULTIPLES[match["multiple"] or ""]
    if unit == "元" and match["multiple"]:
        unit, multiple = f"{match['multiple']}元", Decimal(1)
    places = len(digits.partition(".")[2])
    bound = ""
    if match["plus"] or match["more"] == "以上" or before.endswith(AT_LEAST):
        bound = ">="
    elif match["more"] or ABOUT.search(before):
        bound = "~"
    return Mention(
        value=Decimal(digits) * multiple,
        unit=unit.replace("％", "%"),
        step=multiple.scaleb(-places),
        bound=bound,
        before=before,
        about=f"{about} {before}",
        cell=cell,
        after=without_spaces(cell.text[match.start("unit") : match.start("unit") + LONGEST_UNIT]),
    )


@cached_on_struct
def statements(report: Report) -> tuple[Mention, ...]:
    """Return the numbers said of the year: by the tasks and in the sections that tell of its results.

    Targets, changes and the numbers of other years are no results and are left out.
    """
    found: list[Mention] = []
    for task in report.tasks:
        found += _results(mentions_of(task.completion, task.name.text), report.year)
    for numeral in TELLING:
        section = report.section(numeral)
        if section is not None:
            for paragraph in section.paragraphs:
                found += _results(mentions_of(paragraph), report.year)
    return tuple(found)


def _results(mentions: tuple[Mention, ...], year: int | None) -> Iterator[Mention]:
    """Keep the numbers that are results of the year itself."""
    for mention in mentions:
        if NO_RESULT.search(mention.before) is None and all(
            int(said) == year for said in YEAR.findall(mention.before)
        ):
            yield mention


def task_text(task: Task) -> str:
    """Return all a task says of itself."""
    return f"{task.name.text}，{task.content.text}，{task.completion.text}"


@lru_cache(maxsize=4096)
def core_name(name: str) -> str:
    """Return a name without the words that say nothing: 每年…, …的数量."""
    return EMPTY_WORDS.sub("", EMPTY_WORDS.sub("", NOT_LETTERS.sub("", name)))


@lru_cache(maxsize=4096)
def letter_pairs(text: str) -> frozenset[str]:
    """Return the neighbouring pairs of letters of a text."""
    letters = NOT_LETTERS.sub("", text)
    return frozenset(map("".join, pairwise(letters)))


def likeness(name: str, text: str) -> Decimal:
    """Return the share (0 to 1) of a name's letter pairs that the text holds."""
    wanted = letter_pairs(core_name(name))
    common = len(wanted & letter_pairs(text))
    return Decimal(common) / len(wanted) if common else NOTHING


def kinship(name: str, mention: Mention) -> Kinship:
    """Return how much a number in the text speaks of a name: by its clause, by its task too, the longer name first.

    A clause that only says that something was done (已完成 23 个) takes its subject from the task; one that
    names a subject of its own is no word on the task's other measures.
    """
    subject = DONE.sub("", NOT_LETTERS.sub("", mention.before))
    told = likeness(name, mention.before) if subject else Decimal(1)
    return told, likeness(name, mention.about), len(core_name(name))


def measures_one_of(mention: Mention, rows: Iterable[Indicator]) -> bool:
    """Say whether a number in the text is that of an indicator, in the very unit the text prints."""
    return any(
        row.actual.value is not None
        and mention.is_in(row.actual.unit)
        and mention.fits(row.actual.value)
        and likeness(row.name.text, mention.about) >= ALIKE
        for row in rows
    )


def speaks_of(text: str, name: str) -> bool:
    """Say whether a text names a thing: its name, its core, or a sentence with most of its letter pairs."""
    if name in text or core_name(name) in text:
        return True
    wanted = letter_pairs(core_name(name))
    if 10 * sum(pair in text for pair in wanted) < 8 * len(wanted):
        return False
    return any(likeness(name, sentence) >= Decimal("0.8") for sentence in sentences(text))
