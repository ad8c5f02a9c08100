"""Taking over many applications at once, each with its whole course: for imports from elsewhere and for the demo.

A course goes through the same chart, limits and constraints as work done here, and its entries are chained the same
way. Of the papers only those are written that change somebody's rights or limits (PAPERS); routine ones were handed
out where the work was done.
"""

from tongban.work.cases.actions.taking_over.course import PAPERS, Applying, Course, Made, Standing
from tongban.work.cases.actions.taking_over.guides import Guide, guide_of
from tongban.work.cases.actions.taking_over.pouring import Numbers, TakingOver, reserve

__all__ = [
    "PAPERS", "Applying", "Course", "Guide", "Made", "Numbers", "Standing", "TakingOver", "guide_of", "reserve",
]  # fmt: skip
