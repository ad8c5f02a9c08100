"""What is proven of the hall: places, windows, appointments, tickets and codes; slots are counted by the database itself."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("hall.Place"),
    ProvenRows("hall.WeekPlan"),
    ProvenRows("hall.ExceptionDay"),
    ProvenRows("hall.ServiceGroup"),
    ProvenRows("hall.OfferedItem"),
    ProvenRows("hall.Kiosk"),
    ProvenRows("hall.HallSettings"),
    ProvenRows("hall.Window"),
    ProvenRows("hall.WindowPeriod"),
    ProvenRows("hall.SlotPlan"),
    ProvenRows("hall.Appointment"),
    ProvenRows("hall.Ticket"),
    ProvenRows("hall.Errand"),
    ProvenRows("hall.GivenPromise"),
    ProvenRows("hall.WindowPlan"),
    ProvenRows("hall.ResidentGrid"),
    ProvenRows("hall.ReachSettings"),
    ProvenRows("hall.PersonCode"),
    ProvenRows("hall.CodeUse"),
)
NOT_PROVEN = {
    "hall.Slot": "laid out from plans and hours, which are proven; a trigger counts the appointments, which are proven too",
    "hall.KeptFigures": "worked out from the entries of tickets, windows and appointments, again to the same bytes",
    "hall.ReachShare": "measured from grids, places, hours and what is offered, which are proven",
}
