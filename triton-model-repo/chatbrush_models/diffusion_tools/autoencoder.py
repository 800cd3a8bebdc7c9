"""The autoencoder's networks: pictures to latents, latents to pictures and previews."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.diffusion import latents
from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.diffusion.errors import NetworkOutputError
from chatbrush_models.diffusion_tools.settings import ToolSettings
from chatbrush_models.edit_contract import EditError
from chatbrush_models.network_calls import NetworkCalls


class Autoencoder:
    """Calls the encoder and the decoders that the settings name. Thread-safe."""

    def __init__(self, networks: NetworkCalls, settings: ToolSettings) -> None:
        self._networks = networks
        self._settings = settings

    def moments(self, images: NDArray[np.float32]) -> Floats:
        """Encode float32 [1,3,H,W] in -1..1 to mean and log variance [1,8,h,w], unscaled."""
        return self._networks.call(self._settings.vae_encoder, {"images": images}, "moments")

    def picture(self, scaled: Floats) -> NDArray[np.uint8]:
        """Decode scaled latents float32 [1,4,h,w] to uint8 [H,W,3]. Errors: NetworkOutputError."""
        latent = latents.unscale(scaled, self._settings.scaling_factor)
        images = self._decode(self._settings.vae_decoder, latent)
        if not np.isfinite(images).all():
            raise NetworkOutputError(
                f"network '{self._settings.vae_decoder}' answered with NaN or infinity; "
                "build it with higher precision"
            )
        return latents.picture_from_images(images)

    def preview(self, scaled: Floats) -> NDArray[np.uint8]:
        """Show scaled latents: decoded by the small decoder where it is ready, else projected."""
        decoder = self._settings.preview_decoder
        if decoder and self._networks.is_ready(decoder):
            try:
                return latents.picture_from_images(self._decode(decoder, scaled))
            except EditError as error:
                if error.code != "MODEL_UNAVAILABLE":
                    raise  # it was unloaded since the question: the projection needs no network
        return latents.preview(scaled)

    def _decode(self, network: str, latent: Floats) -> NDArray[np.float32]:
        return self._networks.call(network, {"latent": latent}, "images")
