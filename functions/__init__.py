"""What the desk does. Imports point one way: handlers → actions → {adapters, documents} → domain."""
