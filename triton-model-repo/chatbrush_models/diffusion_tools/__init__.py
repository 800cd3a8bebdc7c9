"""Binds the diffusion loop to Triton: settings, networks, text, previews of the two editing tools.

`model.DiffusionToolModel` is the entry; the numerics are in `chatbrush_models.diffusion`.
"""
