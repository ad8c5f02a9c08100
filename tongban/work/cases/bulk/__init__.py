"""Taking over many applications at once, each with its whole course: for imports from elsewhere and for the demo.

A course goes through the same chart, limits and constraints as work done here, and its entries are chained the same
way. Of the papers only those are written that change somebody's rights or limits (PAPERS); routine ones were handed
out where the work was done."""
