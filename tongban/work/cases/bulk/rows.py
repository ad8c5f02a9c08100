"""The rows of a loaded case, as lines of COPY."""

from collections.abc import Iterator, Mapping

from tongban.ground.ledger.bulk_copy import copy_line, escape
from tongban.ground.ledger.chain import canonical
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.bulk.course import CaseState, day_of

TABLES = {
    "cases_case": (
        *(
            "id",
            "reference",
            "version_id",
            "division_id",
            "applicant_id",
            "taken_in_by_id",
            "channel",
            "status",
            "mode",
        ),
        *(
            "tolerated",
            "check_code",
            "begun_at",
            "saved_at",
            "filed_at",
            "notice_due_on",
            "returned_at",
            "completed_at",
        ),
        *(
            "committed_at",
            "accepted_at",
            "accepted_on",
            "by_silence",
            "due_on",
            "statutory_due_on",
            "is_provisional",
        ),
        *(
            "is_reviewed",
            "decided_on",
            "decision_text",
            "issue_due_on",
            "delivered_on",
            "licence",
            "is_example",
        ),
        *("divisions", "answers", "form"),
    ),
    "cases_casematerial": ("case_id", "material_id", "state", "licence", "fault"),
    "cases_review": (
        *("case_id", "step_id", "stage", "round", "division_id", "state", "opened_at", "due_on", "done_at"),
        *("done_by_id", "opinion"),
    ),
    "cases_pause": ("id", "case_id", "kind", "since", "until", "needed_days", "document", "reason", "result"),
    "cases_extension": ("case_id", "days", "document", "reason", "approved_by_id", "at"),
    "cases_assessment": (
        *("pause_id", "assessor_id", "drawn_from", "recused", "seed", "drawn_at", "fee_yuan", "budget_line"),
    ),
    "delivery_delivery": (
        *(
            "matter",
            "way",
            "direction",
            "state",
            "recipient",
            "phone",
            "address",
            "courier",
            "waybill",
            "payer",
        ),
        *("weight_grams", "price_yuan", "ordered_at", "signed_at"),
    ),
    "cases_remedy": (
        *(
            "id",
            "case_id",
            "kind",
            "authority",
            "number",
            "received_on",
            "stage",
            "closed_on",
            "outcome",
            "lessons",
        ),
    ),
    "cases_paper": ("case_id", "kind", "number", "content", "check_code", "by_id", "at"),
}
"""The tables of a case in the order in which they are loaded, with the columns of their lines."""


def rows_of(case: CaseState, keys: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the table and the line of every row of a case."""
    key, index = case.key, case.course.index
    yield "cases_case", _case(case)
    for material, state in case.course.guide.materials:
        yield "cases_casematerial", f"{key}\t{material.pk}\t{state}\t\t"
    for each in case.reviews:
        said = (each.state, each.opened_at, each.due_on, each.done_at, each.done_by, each.opinion)
        yield "cases_review", copy_line(key, each.step.pk, each.step.stage, 1, each.division, *said)
    if case.parcel is not None:
        yield "delivery_delivery", _parcel(case)
    if case.pause is not None:
        yield (
            "cases_pause",
            copy_line(keys["cases_pause"] + index, key, *(case.pause[name] for name in PAUSED)),
        )
    if case.assessment is not None:
        yield "cases_assessment", _assessment(case, keys["cases_pause"] + index)
    if case.extension is not None:
        yield (
            "cases_extension",
            copy_line(key, *(case.extension[name] for name in TABLES["cases_extension"][1:])),
        )
    if case.remedy is not None:
        said = tuple(case.remedy[name] for name in TABLES["cases_remedy"][2:])
        yield "cases_remedy", copy_line(keys["cases_remedy"] + index, key, *said)


PAUSED = ("kind", "since", "until", "days", "document", "reason", "result")


def _case(case: CaseState) -> str:
    course, guide = case.course, case.course.guide
    first = course.moves[0].at
    accepted_on = None if case.accepted_at is None else day_of(case.accepted_at)
    said = copy_line(
        *(case.key, case.reference, guide.version.pk, guide.version.item.division_id, course.applicant.key),
        *(
            case.taken_in_by,
            case.channel,
            case.reached,
            case.mode,
            False,
            course.codes[:10],
            first,
            case.filed_at,
        ),
        *(case.filed_at, case.notice_due_on, case.returned_at, case.completed_at, case.committed_at),
        *(
            case.accepted_at,
            accepted_on,
            case.by_silence,
            case.due_on,
            case.statutory_due_on,
            case.is_provisional,
        ),
        *(case.is_reviewed, case.decided_on, case.decision_text, case.issue_due_on, case.delivered_on),
        *(case.licence, course.is_example, guide.divisions if case.accepted_at else guide.own_division),
    )
    return f"{said}\t{guide.answers_field}\t{guide.form_field}"


def _parcel(case: CaseState) -> str:
    parcel, to = case.parcel or {}, case.course.applicant
    is_sent = parcel["way"] == Delivery.Way.COURIER
    return copy_line(
        *(case.reference, parcel["way"], Delivery.Direction.TO_APPLICANT, parcel["state"], to.name),
        *((to.phone, to.address) if is_sent else ("", "")),
        *(parcel.get("courier", ""), parcel.get("waybill", ""), parcel["payer"]),
        *(parcel.get("weight_grams"), parcel.get("price_yuan"), parcel["ordered_at"], parcel["signed_at"]),
    )


def _assessment(case: CaseState, pause: int) -> str:
    drawn = case.assessment or {}
    firms = escape(canonical(drawn["firms"]).decode())
    said = (drawn["seed"], drawn["drawn_at"], drawn.get("fee"), drawn.get("line", ""))
    return f"{pause}\t{drawn['assessor']}\t{firms}\t[]\t{copy_line(*said)}"
