"""Panels, one a file; none imports another."""
