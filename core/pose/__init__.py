"""Skeletons, tracks (2D) and poses (3D), and the maps between skeletons."""
