"""From detections to one person's track."""
