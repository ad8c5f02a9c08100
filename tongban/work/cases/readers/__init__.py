"""Who reads of a case: its audiences, the words of its messages, where they lead, and who may still see it."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.readers.audiences import AUDIENCES
from tongban.work.cases.readers.words import NAMES, words


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with everything that their messages name."""
    people = ("applicant__account", "applicant__represented_by__account", "agent__account")
    return cases.select_related("version__item", "division", "later_check", *people)


def find(reference: str) -> Case | None:
    """Return a case with everything that its messages name."""
    return with_names(Case.objects.filter(reference=reference)).first()


def link(case: Case, reader: User) -> str:
    """Return where a reader finds the case: applicants among their own, officers at their desk."""
    return reverse("my:case" if reader.may("cases.apply") else "cases:case", args=[case.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these cases a reader may see today."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
