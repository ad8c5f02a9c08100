"""The forms of enterprise aid: intake, the acts, the filters of lists."""
