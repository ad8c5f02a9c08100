"""What a bundle asks of one applicant at least, why no less, by when and for how much. No Django; may import clock."""
