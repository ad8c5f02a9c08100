"""Papers that leave the house: numbered, kept as what they say, and checked by anybody with the code on them.

The ledger holds the digest of what a paper says. The PDF is made of the content whenever it is asked for (``letter.py``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.law import Citation
from tongban.ground.ledger import EntryData, record_all
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.chart import Matter
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.codes import check_code
from tongban.ground.matters.numbers import Numbers
from tongban.ground.matters.typesetting import require_printable

PROTECT = models.PROTECT
PAPER_CODE_LENGTH = 16
WRITTEN = "paper"


class NumberedPaper(models.Model):
    """A paper with its number, its content as issued, and a code by which anybody can check it.

    A room adds its kinds, its matter and to whom it goes; a trigger of the room keeps the rows (``ledger_row_stays``).
    """

    number = models.CharField(_("Number"), max_length=60, unique=True)
    content = models.JSONField(_("Content"), default=dict)
    check_code = models.CharField(_("Code for checking"), max_length=24, unique=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("As issued")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By")
    )
    at = models.DateTimeField(_("At"))

    kind: Any
    may_change = ()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def matter(self) -> Matter:
        """Return the matter in whose chain the paper is entered."""
        raise NotImplementedError

    @property
    def addressee(self) -> str:
        """Return to whom it goes, as a stranger may read it."""
        raise NotImplementedError

    @property
    def digest(self) -> str:
        """Return the SM3 digest of what the paper says."""
        return sm3(canonical(self.content)).hex()


Paper = TypeVar("Paper", bound=NumberedPaper)


def write_paper(
    paper: Paper, numbers: Numbers, content_of: Callable[[Paper], dict[str, Any]], *, basis: Citation
) -> Paper:
    """Keep a new paper of its day under the next number, or the one it has, and enter its digest."""
    paper.number = paper.number or numbers.next(localdate(paper.at))
    paper.check_code = check_code(PAPER_CODE_LENGTH)
    said = fill_paper(paper, content_of, basis=basis)
    if paper.by is not None:  # what the law itself brings about waits for no font
        require_printable(paper.content)
    paper.save(force_insert=True)
    record_all(paper.matter, [said], by=paper.by, at=paper.at)
    return paper


def fill_paper(paper: Paper, content_of: Callable[[Paper], dict[str, Any]], *, basis: Citation) -> EntryData:
    """Give a paper that has its number and code what it says; return what is entered of it."""
    paper.content = content_of(paper)
    said = {"kind": str(paper.kind), "number": paper.number, "digest": paper.digest}
    return EntryData(WRITTEN, basis, said)


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper that was issued, whom to (masked), and whether it still says what the ledger holds of it."""

    paper: NumberedPaper
    to: str
    is_unchanged: bool


def check_paper(code: str) -> CheckedPaper | None:
    """Return the paper behind a code, of whatever room, compared with what the ledger says was issued."""
    for model in (each for each in apps.get_models() if issubclass(each, NumberedPaper)):
        paper = model._default_manager.filter(check_code=code.strip().upper()).first()
        if paper is not None:
            return CheckedPaper(paper, paper.addressee, paper.digest == _entered(paper))
    return None


def _entered(paper: NumberedPaper) -> str:
    entries = Entry.objects.filter(subject=paper.matter.reference, move=WRITTEN, payload__number=paper.number)
    entry = entries.first()
    return str(entry.payload.get("digest", "")) if entry else ""
