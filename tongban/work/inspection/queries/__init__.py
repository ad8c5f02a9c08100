"""What may be asked of inspection: who sees what, samples, agreement, leads, standards, rounds."""
