"""Tables in and out: people come in from a file of rows; what goes out cannot run as a formula."""
