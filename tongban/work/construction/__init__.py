"""Construction projects: four stages, each one joint application; one review of the drawings, one acceptance."""
