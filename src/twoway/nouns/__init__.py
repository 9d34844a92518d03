"""What people do: one folder a noun, the same furniture in each."""
