"""A hearing as the applicant sees it: how far it is, in plain words, and whether it can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.work.cases.models import Case, Hearing
from tongban.work.cases.queries.hearings import hearings_of

S = Hearing.Stage
SAID: Mapping[str, tuple[str, str | Promise]] = {
    S.OFFERED: ("yellow", _("You may ask for a hearing. It costs you nothing; until then nothing is decided.")),
    S.LAPSED: ("grey", _("Nobody asked for a hearing in time; the office decides without one.")),
    S.WAIVED: ("grey", _("The hearing was given up; the office decides without one.")),
    S.ASKED: ("blue", _("A hearing is held. The office tells you time and place at least seven working days before.")),
    S.ANNOUNCED: ("blue", _("Please come with what proves your view; you may ask that who presides is replaced.")),
    S.RECORDED: ("green", _("The hearing was held. The decision follows its record.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A hearing with how far it has come."""

    hearing: Hearing
    stage: str
    light: str
    title: str
    text: str | Promise

    @property
    def may_ask(self) -> bool:
        """Return whether it can be asked for or given up."""
        return self.stage == S.OFFERED


def hearings_told(case: Case, day: date) -> list[Told]:
    """Return the hearings of a case in plain words, the last one first."""
    return [_told(each, each.stage_on(day)) for each in hearings_of(case)]


def _told(hearing: Hearing, stage: str) -> Told:
    return Told(hearing, stage, SAID[stage][0], str(S(stage).label), SAID[stage][1])
