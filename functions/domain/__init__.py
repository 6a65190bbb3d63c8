"""The rules of post-results services: pure, no clock, no network, one file a chapter."""
