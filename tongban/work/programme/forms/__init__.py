"""The forms of programmes: the plan and its lists, and one small form for each act."""
