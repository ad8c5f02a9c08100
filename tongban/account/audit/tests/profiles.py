"""How many examples the audit's properties try: a few in every run, the same ones in CI, many when asked for.

``TONGBAN_PROPERTIES=thorough`` tries twenty times as many, ``ci`` always the same; ``CI`` alone means ``ci``.
"""

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("TONGBAN_PROPERTIES") or ("ci" if os.environ.get("CI") else "normal")
TIMES = {"normal": 1, "ci": 1, "thorough": 20}[PROFILE]
NOT_HERE = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def examples(count: int) -> settings:
    """Return settings for a property that tries so many examples in a normal run."""
    return settings(
        max_examples=count * TIMES, deadline=None, derandomize=PROFILE == "ci", suppress_health_check=NOT_HERE
    )
