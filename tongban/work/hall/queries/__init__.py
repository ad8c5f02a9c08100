"""What one may ask of the hall: places and hours, the line, a window's desk, screens, slots, appointments."""
