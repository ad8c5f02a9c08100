"""What is known of enterprises, in the words of the reader."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language

from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.offer.policies.models import EnterpriseProfile, PolicyVersion
from tongban.offer.policies.profile import (
    EN,
    OWN_WORDS,
    SOURCES,
    ZH,
    BadProfile,
    Known,
    Profile,
    ProfileField,
    fields,
    on_day,
)


def language() -> str:
    """Return the language of the reader, as the profile's words know it."""
    return ZH if (get_language() or ZH).startswith(ZH) else EN


def read_answers(given: Mapping[str, Any], on: date) -> tuple[dict[str, Known], dict[str, str]]:
    """Return what an enterprise says of itself, and what is wrong by field; a wrong answer stays unknown."""
    found, wrong = {}, {}
    for code, each in fields().items():
        try:
            value = each.parse(given.get(code))
        except BadProfile as error:
            wrong[code] = error.zh if language() == ZH else error.en
            continue
        if value is not None:
            found[code] = Known(value, OWN_WORDS, on)
    return found, wrong


def profile_of(credit_code: str) -> EnterpriseProfile | None:
    """Return what is known of the enterprise with a credit code."""
    return EnterpriseProfile.objects.filter(credit_code=credit_code).first()


def own_profiles(user: User, day: date) -> QuerySet[EnterpriseProfile]:
    """Return the profiles of the enterprises that an account acts for on a day."""
    numbers = applicants_of(user, day).filter(kind="enterprise", number_type="credit").values("number")
    return EnterpriseProfile.objects.filter(credit_code__in=numbers)


def lines_of(profile: Profile) -> list[tuple[str, str, str, date | None]]:
    """Return a profile for reading: name, value, source and day of every field, unknown ones too."""
    said, known = language(), on_day(profile, localdate())
    words = 0 if said == ZH else 1
    rows = []
    for code, each in fields().items():
        found = known.get(code)
        value = each.say(found.value if found else None, said)
        rows.append(
            (
                each.name(said),
                value,
                SOURCES[found.source][words] if found else "—",
                found.on if found else None,
            )
        )
    return rows


def known_lines(profile: Profile) -> list[tuple[str, str, str, date | None]]:
    """Return what is known of an enterprise for reading, without what is unknown."""
    return [line for line in lines_of(profile) if line[3] is not None]


def questions_about(versions: Iterable[PolicyVersion], profile: Profile, day: date) -> list[ProfileField]:
    """Return the fields that these policies ask for and that are not known yet, in the order of the profile."""
    asked = {code for version in versions for code in version.rule.asks}
    known = on_day(profile, day)
    return [each for code, each in fields().items() if code in asked and code not in known]
