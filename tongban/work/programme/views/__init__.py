"""The pages of programmes for staff: the schedule, a programme with its run-down, a question."""
