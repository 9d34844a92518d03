"""Pages about people: coming in, one's own settings, sample and study, and managing a workplace."""
