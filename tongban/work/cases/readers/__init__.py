"""Who reads of a case: its audiences, the words of its messages, where they lead, and who may still see it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.people.models import User
from tongban.work.cases.bundles.queries import joint_visible_to
from tongban.work.cases.models import Case, JointApplication
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.readers.audiences import AUDIENCES
from tongban.work.cases.readers.words import NAMES, words


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with everything that their messages name."""
    people = ("applicant__account", "applicant__represented_by__account", "agent__account")
    return cases.select_related("version__item", "division", "later_check", *people)


def find(reference: str) -> Case | JointApplication | None:
    """Return a case, or one thing of several, with everything that its messages name."""
    if reference.startswith("ONE-"):
        people = ("applicant__account", "applicant__represented_by__account", "agent__account")
        rows = JointApplication.objects.select_related("version", "filed_by", *people)
        return rows.filter(reference=reference).first()
    return with_names(Case.objects.filter(reference=reference)).first()


def link(found: Case | JointApplication, reader: User) -> str:
    """Return where a reader finds it: applicants among their own, officers at their desk."""
    kind = "case" if isinstance(found, Case) else "joint"
    place = "my" if reader.may("cases.apply") else "cases"
    return reverse(f"{place}:{kind}", args=[found.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see today."""
    seen: tuple[QuerySet[Any], ...] = (visible_to(reader), joint_visible_to(reader))
    rows = (each.filter(reference__in=references).values_list("reference", flat=True) for each in seen)
    return {reference for found in rows for reference in found}


READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
