"""A performance year while it runs: pace, forecast, spending, advice."""
