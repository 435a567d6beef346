"""Relief Studio, the window. The only place that imports Qt; computes nothing."""
