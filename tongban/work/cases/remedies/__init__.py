"""Remedies against decisions: reconsiderations and lawsuits, to their end and their lessons."""
