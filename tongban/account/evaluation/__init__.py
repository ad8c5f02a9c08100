"""The performance year: targets, actuals, deviations, report, review, publication; imports budget, audit and below."""
