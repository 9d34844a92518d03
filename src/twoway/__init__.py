"""Twoway: one honest record of what people promise, decide, hand on and own up to, alike from both ends."""
