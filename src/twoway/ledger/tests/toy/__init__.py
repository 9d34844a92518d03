"""A noun as small as can be, for the ledger's own tests: a jar that people put beads into."""
