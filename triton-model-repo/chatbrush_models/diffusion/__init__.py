"""The numerics of diffusion editing: InstructPix2Pix and masked inpainting, pure NumPy, float32.

`loop.run` is the entry. Nothing here knows Triton: the network call, the noise and the
cancellation are arguments.
"""
