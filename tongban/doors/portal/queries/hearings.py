"""A hearing as the applicant sees it: how far it is, in plain words, and whether it can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.work.cases.hearings.queries import hearings_of
from tongban.work.cases.models import Case, Hearing

S = Hearing.Stage
STAGE_TEXTS: Mapping[str, tuple[str, str | Promise]] = {
    S.OFFERED: ("yellow", _("You may ask for a hearing. It costs you nothing; until then nothing is decided.")),
    S.LAPSED: ("grey", _("Nobody asked for a hearing in time; the office decides without one.")),
    S.WAIVED: ("grey", _("The hearing was given up; the office decides without one.")),
    S.ASKED: ("blue", _("A hearing is held. The office tells you time and place at least seven working days before.")),
    S.ANNOUNCED: ("blue", _("Please come with what proves your view; you may ask that who presides is replaced.")),
    S.RECORDED: ("green", _("The hearing was held. The decision follows its record.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HearingStatus:
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


def hearing_statuses(case: Case, day: date) -> list[HearingStatus]:
    """Return the hearings of a case in plain words, the last one first."""
    return [_hearing_status(each, each.stage_on(day)) for each in hearings_of(case)]


def _hearing_status(hearing: Hearing, stage: str) -> HearingStatus:
    return HearingStatus(hearing, stage, STAGE_TEXTS[stage][0], str(S(stage).label), STAGE_TEXTS[stage][1])
