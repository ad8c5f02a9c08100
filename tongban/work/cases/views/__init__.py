"""The officers' pages of cases: work lists, the case page and its acts, the window, supervision, remedies."""
