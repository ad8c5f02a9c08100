"""What may be told of a figure to whom: everything to those who answer for it, a fixed release to everybody else."""

from tongban.account.insight.disclosure.reasons import WithheldReason
from tongban.account.insight.disclosure.release import AXES, Release, is_open, release

__all__ = ["AXES", "Release", "WithheldReason", "is_open", "release"]
