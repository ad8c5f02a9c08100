"""A directly-follows map as shapes of an SVG: boxes, lines with their words, sizes; the template only writes them."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from tongban.account.insight import flows
from tongban.doors.desk.flows import labels
from tongban.doors.desk.flows.layout import GraphLayout, lay_out
from tongban.ground.kit.figures import grouped

BEGIN = "\x02"
BOX, HIGH, STEP_DOWN, GAP, BEND = 152, 58, 122, 36, 84
MARGIN, BESIDE = 8, 72
NEAR_THE_END = 0.7
STRAIGHT, ASIDE = 20, 30
LETTERS = 9.5
"""How many Chinese letters a line of a box holds."""
WIDTHS = 5
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ActivityBox:
    """An activity: where its box stands, what it says, where it leads."""

    x: float
    y: float
    lines: tuple[tuple[float, str], ...]
    title: str
    url: str
    tone: str = ""
    width: float = BOX
    height: float = HIGH

    @property
    def middle(self) -> float:
        """Return where its words stand."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class ArcLine:
    """An arc: its path, where its words stand, how wide and how slow it is (classes 1 to 5), where it leads."""

    path: str
    x: float
    y: float
    words: str
    time: str
    title: str
    url: str
    wide: int
    slow: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    boxes: Sequence[ActivityBox]
    lines: Sequence[ArcLine]
    hidden: int


def draw_map(
    found: flows.FlowMap, *, least: int = 1, url_of: Callable[[flows.Pick], str] = lambda pick: ""
) -> Drawing | None:
    """Return the drawing of a map; arcs seen fewer than ``least`` times are left out, unless a box would hang loose."""
    if not found.cases:
        return None
    inner = [arc for arc in found.arcs if arc.after is not None]
    arcs = _arcs_to_draw(inner, least)
    names = [BEGIN, *(name for name in found.activities if any(name in (a.before, a.after) for a in arcs))]
    layout = lay_out(names, {_ends(arc): arc.times for arc in arcs}, node_width=BOX + GAP, bend_width=BEND)
    last = {arc.before: arc.times for arc in found.arcs if arc.after is None}
    boxes = [_box(name, found, last.get(name, 0), layout, url_of) for name in names]
    lines = [_line(arc, arcs, layout, url_of) for arc in arcs]
    height = layout.layers * STEP_DOWN - (STEP_DOWN - HIGH) + 2 * MARGIN
    beside = BESIDE if any(arc.before == arc.after for arc in arcs) else 0
    return Drawing(round(layout.width + 2 * MARGIN + beside), height, boxes, lines, len(inner) - len(arcs))


def _arcs_to_draw(arcs: Iterable[flows.Arc], least: int) -> list[flows.Arc]:
    """Return the arcs that are seen often enough, and the commonest way into and out of every box."""
    kept, came, left = [], set[str | None](), set[str | None]()
    for arc in arcs:
        if arc.times >= least or arc.after not in came or arc.before not in left:
            kept.append(arc)
        came.add(arc.after)
        left.add(arc.before)
    return kept


def _ends(arc: flows.Arc) -> tuple[str, str]:
    return arc.before or BEGIN, arc.after or ""


def _centre(name: str, layout: GraphLayout) -> Point:
    return MARGIN + layout.x[name], MARGIN + layout.layer[name] * STEP_DOWN + HIGH / 2


def _box(
    name: str, found: flows.FlowMap, last: int, layout: GraphLayout, url_of: Callable[[flows.Pick], str]
) -> ActivityBox:
    """Return the box of an activity with how often it was done, and for how many cases it is the last so far."""
    x, y = _centre(name, layout)
    if name == BEGIN:
        said = labels.end("", is_first=True)
        return ActivityBox(x - BOX / 2, y - 16, ((y + 5, said),), said, "", "end", height=32)
    said, times = labels.activity(name), grouped(found.activities[name], 0)
    counts = _("%(times)s · last of %(last)s") % {"times": times, "last": grouped(last, 0)} if last else times
    lines = [*_two_lines(said), counts]
    first = y - (len(lines) - 1) * 8.5 + 5
    written = tuple((round(first + 17 * number, 1), line) for number, line in enumerate(lines))
    return ActivityBox(
        x - BOX / 2,
        y - HIGH / 2,
        written,
        f"{said} · {counts}",
        url_of(flows.Pick(activity=name)),
        _tone(name),
    )


def _tone(name: str) -> str:
    if name.startswith((flows.SENT_BACK, flows.OBJECTED)):
        return "warn"
    return "step" if name.startswith(flows.STEP) else "move"


def _two_lines(text: str) -> list[str]:
    """Return a text on at most two lines."""
    if _wide(text) <= LETTERS:
        return [text]
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    cut = next((place for place in reversed(spaces) if _wide(text[:place]) <= LETTERS), 0)
    cut = cut or next(place for place in range(len(text), 0, -1) if _wide(text[:place]) <= LETTERS)
    rest = text[cut:].strip()
    while _wide(rest) > LETTERS:
        rest = rest.rstrip("…")[:-1] + "…"
    return [text[:cut], rest]


def _wide(text: str) -> float:
    return sum(1 if east_asian_width(letter) in "WF" else 0.56 for letter in text)


def _line(
    arc: flows.Arc, arcs: Sequence[flows.Arc], layout: GraphLayout, url_of: Callable[[flows.Pick], str]
) -> ArcLine:
    ends = _ends(arc)
    is_back = ends in layout.upwards
    path, (x, y) = _loop(ends[0], layout) if ends[0] == ends[1] else _way(ends, layout, is_back)
    slowest = max((each.median_seconds or 0 for each in arcs), default=0)
    time = "" if arc.median_seconds is None else labels.length(arc.median_seconds)
    words = grouped(arc.times, 0)
    names = f"{labels.end(arc.before, is_first=True)} → {labels.end(arc.after, is_first=False)}"
    url = url_of(flows.Pick(arc=(arc.before or "", arc.after or "")))
    title = f"{names} · {words}" + (f" · {time}" if time else "")
    wide = _grade(arc.times, max(each.times for each in arcs))
    return ArcLine(
        path, x, y, words, time, title, url, wide, _grade(arc.median_seconds or 0, slowest), is_back
    )


def _grade(value: object, most: object) -> int:
    """Return 1 to 5: a fifth of the largest each."""
    share = float(value) / float(most) if most else 0.0  # type: ignore[arg-type]
    return min(WIDTHS, 1 + int(share * WIDTHS))


def _way(ends: tuple[str, str], layout: GraphLayout, is_back: bool) -> tuple[str, Point]:
    """Return the path of an arc by its bends, and where its words stand."""
    (x1, y1), (x2, y2) = _centre(ends[0], layout), _centre(ends[1], layout)
    down, aside = (-1, 26) if is_back else (1, 0)
    points = [(x1 + aside, y1 + down * (HIGH / 2 if ends[0] != BEGIN else 16))]
    points += [(MARGIN + x, MARGIN + level * STEP_DOWN + HIGH / 2) for x, level in layout.bends[ends]]
    points.append((x2 + aside, y2 - down * (HIGH / 2 + 3)))
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        middle = (ya + yb) / 2
        path += f" C{xa:.0f} {middle:.0f} {xb:.0f} {middle:.0f} {xb:.0f} {yb:.0f}"
    return path, _words_at(points[-2], points[-1])


def _words_at(begin: Point, finish: Point) -> Point:
    """Return where the words of a curve stand: near its end, where curves from one box are apart; beside a straight one."""
    part, rest = NEAR_THE_END, 1 - NEAR_THE_END
    if abs(begin[0] - finish[0]) < STRAIGHT:
        return finish[0] + ASIDE, (begin[1] + finish[1]) / 2
    turned = part**3 + 3 * part**2 * rest
    x = begin[0] + (finish[0] - begin[0]) * turned
    middle = (begin[1] + finish[1]) / 2
    y = begin[1] * rest**3 + 3 * middle * part * rest + finish[1] * part**3
    return x, y


def _loop(name: str, layout: GraphLayout) -> tuple[str, Point]:
    x, y = _centre(name, layout)
    right = x + BOX / 2
    path = f"M{right:.0f} {y - 12:.0f} C{right + 44:.0f} {y - 26:.0f} {right + 44:.0f} {y + 26:.0f} {right + 3:.0f} {y + 12:.0f}"
    return path, (right + 52, y)
