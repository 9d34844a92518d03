"""In and out: each door to another system has the same furniture."""
