"""One thing, once: one application, a case with each body, one delivery."""
