"""The year whose figures are computed a second time, as raw SQL says it."""

HOURS = "BETWEEN '2021-12-31 16:00:00+00' AND '2022-12-31 15:59:59.999999+00'"
"""The year 2022 by the clock of Suzhou."""
DAYS = "BETWEEN '2022-01-01' AND '2022-12-31'"
LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
