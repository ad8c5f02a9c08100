"""What people thought of it (好差评); imports offer and ground, no neighbour."""
