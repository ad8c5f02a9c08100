"""Notes between colleagues on a matter: for officers who see it, and nobody else; whom one names is told."""
