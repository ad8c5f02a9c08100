"""What is done with construction projects."""
