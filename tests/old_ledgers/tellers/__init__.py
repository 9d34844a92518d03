"""What is told: for each noun a module with `tell(told)`, which does every kind of act the noun has."""
