"""The library of policies, the experts, the enterprises, and the lists of grants."""
