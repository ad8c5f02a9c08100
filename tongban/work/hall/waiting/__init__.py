"""How long somebody waits, with a promise: interval, point and reasons, learnt from tickets. Pure Python, no Django."""
