"""mmpose (OpenMMLab, version 1) as a detector: it runs in a process and an environment of its own.

This side starts that process, gives it frames through shared memory, and takes keypoints through a pipe.
What runs there is the package `remote`, which imports nothing of Relief.
"""
