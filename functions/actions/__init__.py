"""What people do at the desk, one procedure a function: load → the domain decides → save."""
