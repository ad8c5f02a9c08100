"""Figures and the rows behind them: dashboards for officers, one page for each figure, open to everybody."""
