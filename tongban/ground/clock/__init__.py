"""Days, deadlines and how they are counted. Pure Python, no Django; may import law."""

from tongban.ground.clock.calendar_days import Day, days_after, explain

__all__ = ["Day", "days_after", "explain"]
