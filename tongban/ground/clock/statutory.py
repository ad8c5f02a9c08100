"""The periods of the Administrative Licensing Law and of the regulations beside it, each as a deadline.

Lengths stand in law/terms_licensing.toml. A bureau may promise less than the law allows, never more.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, DeadlineExtension, DeadlinePause, Unit
from tongban.ground.clock.due_dates import due
from tongban.ground.clock.words import BadDeadline
from tongban.ground.law import basis, term

Matter = Literal["decision", "joint_decision", "registration", "approval", "disclosure_reply"]
"""What may be extended once, and by how much: the terms ``…_extension_days``."""


@basis("licensing-law:32", "licensing-law:82")
def correction_notice(received_on: date) -> Deadline:
    """Return the period to say once everything that is missing; silence accepts the application."""
    return Deadline(received_on, _days("correction_notice_days", received_on), silence="accepted")


@basis("licensing-law:32")
def silence_accepts_on(
    received_on: date, *, told_on: date | None, on: date, calendar: Calendar
) -> date | None:
    """Return the day an application counts as accepted because nothing was said: the day it was received, or None."""
    last = due(correction_notice(received_on), calendar).on
    spoken = told_on is not None and last is not None and told_on <= last
    return received_on if last is not None and not spoken and on > last else None


@basis("licensing-law:42", "licensing-law:45", "licensing-law:82", "business-environment-regulation:36")
def decision(
    accepted_on: date,
    *,
    promised_days: int | None = None,
    is_joint: bool = False,
    pauses: tuple[DeadlinePause, ...] = (),
    extension: DeadlineExtension | None = None,
) -> Deadline:
    """Return the period to decide: 20 working days, 45 where bodies act together, or the shorter promise."""
    statutory = _days("joint_decision_days" if is_joint else "decision_days", accepted_on)
    length = statutory if promised_days is None else min(promised_days, statutory)
    if length < 1:
        return Deadline(accepted_on, 0, "at_once")
    return Deadline(accepted_on, length, pauses=pauses, extension=extension)


@basis("licensing-law:42", "licensing-law:45", "licensing-law:82")
def decision_due(accepted_on: date, calendar: Calendar, *, is_joint: bool = False) -> date:
    """Return the last day to decide where nothing stops the clock and nothing is promised."""
    return calendar.after(accepted_on, decision(accepted_on, is_joint=is_joint).length)


@basis("licensing-law:42", "registration-regulation:19", "approval-regulation:10", "disclosure-regulation:33")
def extension(
    matter: Matter, days: int, *, starts_on: date, document: str, approved_by: str
) -> DeadlineExtension:
    """Return an extension within what the law allows for a matter; more is refused."""
    most = int(term(f"{matter}_extension_days", on=starts_on))
    if days > most:
        raise BadDeadline(f"最多延长 {most} 个工作日", f"the law allows {most} more working days, not {days}")
    return DeadlineExtension(days, document, approved_by)


@basis("licensing-law:43", "licensing-law:45", "licensing-law:82")
def preliminary_review(accepted_on: date, pauses: tuple[DeadlinePause, ...] = ()) -> Deadline:
    """Return the period in which the lower level reviews and passes on."""
    return Deadline(accepted_on, _days("preliminary_review_days", accepted_on), pauses=pauses)


@basis("licensing-law:44", "licensing-law:82")
def issue(decided_on: date) -> Deadline:
    """Return the period to issue and deliver the certificate."""
    return Deadline(decided_on, _days("issue_days", decided_on))


@basis("licensing-law:44", "licensing-law:82")
def issue_due(decided_on: date, calendar: Calendar) -> date:
    """Return the last day to issue and deliver the certificate."""
    return calendar.after(decided_on, issue(decided_on).length)


@basis("licensing-law:47", "licensing-law:82")
def hearing_request(told_on: date, unit: Unit = "working") -> Deadline:
    """Return the period in which the applicant or a third party may ask for a hearing.

    Art. 82 counts the authority's periods in working days; whether it covers an applicant's is for the office to say.
    """
    return Deadline(told_on, _days("hearing_request_days", told_on), unit)


@basis("licensing-law:47", "licensing-law:82")
def hearing(asked_on: date) -> Deadline:
    """Return the period in which a hearing asked for must be held."""
    return Deadline(asked_on, _days("hearing_days", asked_on))


@basis("licensing-law:48", "licensing-law:82")
def hearing_notice_due(held_on: date, calendar: Calendar) -> date:
    """Return the last day to tell the parties when and where a hearing is held."""
    return calendar.before(held_on, _days("hearing_notice_days", held_on))


@basis("licensing-law:50", "licensing-law:82")
def renewal_application_due(expires_on: date, calendar: Calendar, unit: Unit = "working") -> date:
    """Return the last day to apply for renewal of a licence that expires on a day; `unit` as in hearing_request."""
    days = _days("renewal_application_days", expires_on)
    return calendar.before(expires_on, days) if unit == "working" else expires_on - timedelta(days=days)


@basis("licensing-law:50")
def renewal_answer(
    expires_on: date, *, answered_on: date | None, on: date
) -> Literal["", "answered", "renewed"]:
    """Return what became of a renewal asked for in time: answered before expiry, renewed by silence, or still open."""
    if answered_on is not None and answered_on <= expires_on:
        return "answered"
    return "renewed" if on > expires_on else ""


@basis("licensing-law:78", "licensing-law:79")
def may_apply_again_from(penalised_on: date, *, was_granted: bool) -> date:
    """Return the day from which who lied (1 year) or got a licence by fraud (3 years) may apply again."""
    name = "fraud_ban_years" if was_granted else "false_material_ban_years"
    return _years_after(penalised_on, int(term(name, on=penalised_on)))


@basis("registration-regulation:19")
def registration(complete_on: date, extension: DeadlineExtension | None = None) -> Deadline:
    """Return the period to register a market entity where it cannot be done on the spot."""
    return Deadline(complete_on, _days("registration_days", complete_on), extension=extension)


@basis("registration-regulation:24")
def change_registration(changed_on: date) -> Deadline:
    """Return the period in which a market entity applies to register a change."""
    return Deadline(changed_on, _days("change_registration_days", changed_on), "calendar")


@basis("registration-regulation:29")
def change_filing(changed_on: date) -> Deadline:
    """Return the period in which a market entity files a change of what is only on file."""
    return Deadline(changed_on, _days("change_filing_days", changed_on), "calendar")


@basis("registration-regulation:33")
def simple_deregistration_notice(published_on: date) -> Deadline:
    """Return how long a simple deregistration is announced."""
    return Deadline(published_on, _days("deregistration_notice_days", published_on), "calendar")


@basis("registration-regulation:33")
def simple_deregistration_application(notice_ended_on: date) -> Deadline:
    """Return the period to apply for deregistration once the announcement is over."""
    return Deadline(notice_ended_on, _days("deregistration_application_days", notice_ended_on), "calendar")


@basis("registration-regulation:33")
def deregistration_objection(sent_on: date) -> Deadline:
    """Return the period in which other bodies may object to a sole trader's simple deregistration."""
    return Deadline(sent_on, _days("deregistration_objection_days", sent_on), "calendar")


@basis("registration-regulation:30")
def business_resumes_by(suspended_on: date) -> date:
    """Return the last day of a suspension of business."""
    return _years_after(suspended_on, int(term("business_suspension_years", on=suspended_on)))


@basis("approval-regulation:10")
def approval(
    accepted_on: date, pauses: tuple[DeadlinePause, ...] = (), extension: DeadlineExtension | None = None
) -> Deadline:
    """Return the period to approve an enterprise's project; assessment by an outside body does not count."""
    return Deadline(accepted_on, _days("approval_days", accepted_on), pauses=pauses, extension=extension)


@basis("approval-regulation:9")
def outside_assessment(commissioned_on: date) -> Deadline:
    """Return the period of an outside body's assessment, unless the project is complicated."""
    return Deadline(commissioned_on, _days("outside_assessment_days", commissioned_on))


@basis("anyang-services-regulation:42")
def online_precheck(filed_on: date) -> Deadline:
    """Return the period to look through an online application: another city's rule, taken as a default."""
    return Deadline(filed_on, _days("online_precheck_days", filed_on))


@basis("government-investment-regulation:12")
def may_need_new_feasibility_study(estimate_yuan: Decimal, feasibility_yuan: Decimal, *, on: date) -> bool:
    """Tell whether the estimate of a government project exceeds the approved figure by more than the law lets pass."""
    return estimate_yuan * 100 > feasibility_yuan * term("estimate_at_most_percent", on=on)


@basis("disclosure-regulation:33")
def disclosure_reply(
    received_on: date, pauses: tuple[DeadlinePause, ...] = (), extension: DeadlineExtension | None = None
) -> Deadline:
    """Return the period to answer a request for information; asking third parties does not count."""
    length = _days("disclosure_reply_days", received_on)
    return Deadline(received_on, length, pauses=pauses, extension=extension)


@basis("disclosure-regulation:30")
def disclosure_completion_notice(received_on: date) -> Deadline:
    """Return the period to ask for a request to be completed."""
    return Deadline(received_on, _days("disclosure_completion_days", received_on))


def _days(name: str, on: date) -> int:
    return int(term(name, on=on))


def _years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
