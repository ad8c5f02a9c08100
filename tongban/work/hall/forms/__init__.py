"""The forms of the hall: at the window, at the machine, in the registers."""
