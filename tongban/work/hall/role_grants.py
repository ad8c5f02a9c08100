"""What the bureau's roles may do in the hall."""

GRANTS = {
    "window_clerk": ["hall.read", "hall.serve"],
    "reviewer": ["hall.read", "hall.assist"],
    "hall_head": ["hall.read", "hall.serve", "hall.supervise", "hall.manage"],
    "supervisor": ["hall.read", "hall.supervise"],
    "bureau_leader": ["hall.read"],
    "applicant": ["hall.book"],
}
