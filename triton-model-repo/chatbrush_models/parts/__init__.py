"""Parts of photos that are found by their names: lines of text, faces, the sky."""
