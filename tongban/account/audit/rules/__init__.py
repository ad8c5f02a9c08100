"""The catalogue: one file per rule, named after its code. See ``audit.rule`` for what a rule is."""
