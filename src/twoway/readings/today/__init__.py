"""What waits for one person, and for whom; seen by that person alone."""
