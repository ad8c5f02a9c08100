"""Loading many applications at once, each with its whole course: for imports from elsewhere and for the demo.

A course goes through the same chart, rights, limits and effects as work done here, and its entries are chained the same
way. Of the papers only those are written that change somebody's rights or limits (PAPERS) unless the load asks for more:
routine ones were handed out where the work was done. Materials come as they stood when the application was handed in.
"""
