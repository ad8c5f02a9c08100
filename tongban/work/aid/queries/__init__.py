"""What one may ask about demands of enterprises, meetings and clusters."""
