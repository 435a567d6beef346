"""Errors of lifters against truth, by the field's protocols."""
