"""What an office sets itself: its name, logo, seal, texts and numbers, with who changed what when; imports kit and below."""
