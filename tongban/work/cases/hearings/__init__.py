"""Hearings: the right told or the hearing ordered, asked for, announced, held and recorded."""
