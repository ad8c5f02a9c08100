"""One thing, once: bundles of items that are applied for together; imports catalogue and ground."""
