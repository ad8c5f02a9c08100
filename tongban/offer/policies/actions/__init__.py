"""What people do with policies, enterprises, experts and lists of grants."""
