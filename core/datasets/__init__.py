"""Reading motion capture and the field's data sets."""
