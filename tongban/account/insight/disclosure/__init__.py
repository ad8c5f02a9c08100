"""What may be told of a figure to whom: everything to those who answer for it, a fixed release to everybody else."""

from tongban.account.insight.disclosure.release import AXES, Release, is_open, release
from tongban.account.insight.disclosure.words import Reason

__all__ = ["AXES", "Reason", "Release", "is_open", "release"]
