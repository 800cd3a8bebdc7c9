"""Crop, rotate, flip, straighten and resize: words as data, one small module per kind."""
