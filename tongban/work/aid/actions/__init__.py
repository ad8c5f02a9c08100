"""What is done with demands of enterprises, with meetings, and by itself."""
