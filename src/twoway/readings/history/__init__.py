"""Every act one may see, the newest first, each with the proof that it stands in the record unchanged."""
