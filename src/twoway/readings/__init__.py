"""Across nouns: what a person sees when acts of many kinds are laid side by side. Readings never write."""
