"""Standing: what the record says of one person, line by line, for them and for whom they show it."""
