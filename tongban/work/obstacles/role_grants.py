"""What the bureau's roles may do with what could not be done; the desk is the obstacle officer's."""

GRANTS = {
    "obstacle_officer": [
        "obstacles.read",
        "obstacles.read_all",
        "obstacles.take",
        "obstacles.handle",
        "hall.read",
    ],
    "window_clerk": ["obstacles.read", "obstacles.take"],
    "reviewer": ["obstacles.read", "obstacles.work"],
    "division_head": ["obstacles.read", "obstacles.work"],
    "item_manager": ["obstacles.read", "obstacles.read_all"],
    "supervisor": ["obstacles.read", "obstacles.read_all"],
    "bureau_leader": ["obstacles.read", "obstacles.read_all"],
}
