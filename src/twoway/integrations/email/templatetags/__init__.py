"""What mail templates need."""
