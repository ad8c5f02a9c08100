"""Reading what strangers send: in a child process, within limits; imports nothing of Tongban and no Django."""

from tongban.ground.sandbox.limits import USUAL, ChildLimits
from tongban.ground.sandbox.parent import run_limited, stream_limited
from tongban.ground.sandbox.stops import Crashed, Stopped, TooMuchMemory, TooMuchTime

__all__ = [
    "USUAL",
    "ChildLimits",
    "Crashed",
    "Stopped",
    "TooMuchMemory",
    "TooMuchTime",
    "run_limited",
    "stream_limited",
]
