"""What the law says of a case: limits, completeness, reviews, draws, remedies. Pure functions of values."""
