"""Policies for enterprises, whom they fit and why, the experts, and grants without application. May import catalogue, ground."""
