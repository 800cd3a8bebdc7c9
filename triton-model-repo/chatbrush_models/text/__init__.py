"""Written text in photos: where it stands, and what it says."""
