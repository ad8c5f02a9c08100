"""Invented hotline demands and replies: classes that are mistaken for one another, slips of the pen, emoji.

Everything is put together from ``data/hotline_words.toml`` by chance with a seed; no real message was used. Some
demands say only what their whole group says, some speak of a second matter, and of some the class was given otherwise
by practice: no classifier can be right in all of them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).with_name("data") / "hotline_words.toml"
VAGUE, SECOND_MATTER, OTHER_PRACTICE = 0.35, 0.25, 0.05
"""How often only the group's words are said, a second matter is spoken of, and a neighbouring class was given."""
SLIP, WITH_EMOJI = 0.03, 0.08
RESTATED, SHORT = 0.75, 0.95
"""Of the replies three quarters name the demand again; most others say shortly what was done, a few both."""


@dataclass(frozen=True)
class Subject:
    """A class of demands: its key, its name, what it is about and what is complained of, alone and with its group."""

    key: str
    name: str
    group: str
    things: tuple[str, ...]
    complaints: tuple[str, ...]
    shared: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class InventedDemand:
    """One demand as told, the class it was given, where it is, and what it is truly about."""

    text: str
    key: str
    area: str
    place: str
    subject: Subject
    thing: str
    complaint: str


@cache
def words() -> Mapping[str, Any]:
    """Return the words as the file has them."""
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the classes, as the file orders them."""
    return tuple(
        Subject(
            row["key"],
            row["name"],
            group["name"],
            *(tuple(row[part]) for part in ("things", "complaints")),
            *(tuple(group[part]) for part in ("shared", "measures")),
        )
        for group in words()["group"]
        for row in group["class"]
    )


def demands(count: int, *, seed: int) -> Iterator[InventedDemand]:
    """Yield so many demands; frequent classes are some five times as frequent as rare ones."""
    chance = Random(seed)  # noqa: S311  (invented texts, no secret)
    weights = [1 + 4 * Random(subject.key).random() for subject in subjects()]  # noqa: S311
    for _ in range(count):
        yield demand(chance.choices(subjects(), weights)[0], chance)


def demand(subject: Subject, chance: Random, area: str = "") -> InventedDemand:
    """Return one demand on a subject, in an area or anywhere."""
    area, place = area or chance.choice(words()["areas"]), _place(chance)
    thing = chance.choice(subject.things)
    complaint = chance.choice(subject.shared if chance.random() < VAGUE else subject.complaints)
    return InventedDemand(
        _told(area, place, thing, complaint, chance),
        _practice(subject, chance).key,
        area,
        place,
        subject,
        thing,
        complaint,
    )


def retold(first: InventedDemand, chance: Random) -> InventedDemand:
    """Return the same matter as another caller tells it."""
    complaint = chance.choice((first.complaint, first.complaint, *first.subject.shared))
    text = _told(first.area, first.place, first.thing, complaint, chance)
    return InventedDemand(
        text, first.key, first.area, first.place, first.subject, first.thing, first.complaint
    )


def reply(to: InventedDemand, chance: Random) -> str:
    """Return what a unit that did its work writes: most name the demand again, some only say what was done."""
    said = words()["replies"]
    measure = chance.choice(to.subject.measures)
    dated = (
        f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日{measure}" if chance.random() < SLIP else measure
    )
    draw = chance.random()
    if RESTATED <= draw < SHORT:
        return f"{dated}。"
    restated = chance.choice(said["restated"]).format(place=to.place, thing=to.thing, complaint=to.complaint)
    return f"{chance.choice(said['openers'])}{restated}{dated}。{chance.choice(said['closers'])}"


def hollow_reply(chance: Random) -> str:
    """Return one of the few texts of a unit that answers everybody alike."""
    return str(chance.choice(words()["replies"]["hollow"]))


def _place(chance: Random) -> str:
    said = words()
    return f"{chance.choice(said['place_names'])}{chance.choice(said['place_kinds'])}"


def _told(area: str, place: str, thing: str, complaint: str, chance: Random) -> str:
    said = words()
    where = f"{area if chance.random() < 0.5 else ''}{place}{chance.choice(said['spots'])}"
    matter = chance.choice((f"{thing}{complaint}", f"{complaint}，{thing}", f"有{thing}{complaint}"))
    parts = [f"{where}{chance.choice(said['times'])}{matter}", chance.choice(said["effects"])]
    if chance.random() < SECOND_MATTER:
        parts.append(f"另外还有{_aside(chance)}")
    if chance.random() < 0.3:
        chance.shuffle(parts)
    asked = chance.choice(said["asks"])
    text = chance.choice(said["openers"]) + "，".join([*parts, *([asked] if asked else [])])
    text += chance.choice(said["emoji"]) if chance.random() < WITH_EMOJI else ""
    return _with_slips(text, chance)


def _aside(chance: Random) -> str:
    other = chance.choice(subjects())
    return chance.choice(other.things) + chance.choice((*other.complaints, *other.shared))


def _practice(subject: Subject, chance: Random) -> Subject:
    """Return the class that was given: now and then a neighbour's, as offices differ."""
    if chance.random() >= OTHER_PRACTICE:
        return subject
    return chance.choice([other for other in subjects() if other.group == subject.group])


def _with_slips(text: str, chance: Random) -> str:
    """Write some characters by their homophones, leave a few out."""
    homophones: Mapping[str, str] = words()["homophones"]
    return "".join(
        character
        if chance.random() > SLIP
        else homophones.get(character, "" if chance.random() < 0.3 else character)
        for character in text
    )
