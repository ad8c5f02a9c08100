"""Assessments by third parties: the firm drawn, its report, its fee, its score."""
