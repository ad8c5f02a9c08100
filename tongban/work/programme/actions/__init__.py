"""What is done with programmes, the questions put to them, and likes."""
