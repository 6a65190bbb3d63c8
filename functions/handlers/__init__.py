"""The Lambda entry points, one a trust boundary or trigger."""
