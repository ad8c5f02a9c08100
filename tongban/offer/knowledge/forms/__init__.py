"""The forms of knowledge: what an entry says, the acts on it, the filters of its lists."""
