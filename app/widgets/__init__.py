"""Small parts that know nothing of takes."""
