"""Base of the diffusion tools: one request through text encoder, autoencoder, UNet and back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.diffusion import latents, loop
from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.diffusion.errors import NetworkOutputError, SettingsError
from chatbrush_models.diffusion.guidance import Branches, Conditions, Guidance, TwoWay
from chatbrush_models.diffusion.inpainting import Known
from chatbrush_models.diffusion.tokenizer import ClipTokenizer
from chatbrush_models.diffusion_tools.autoencoder import Autoencoder
from chatbrush_models.diffusion_tools.padding import Padding
from chatbrush_models.diffusion_tools.settings import ToolSettings
from chatbrush_models.diffusion_tools.text import TextEmbedder
from chatbrush_models.edit_contract import EditError, EditRequest
from chatbrush_models.edit_progress import Progress
from chatbrush_models.network_calls import NetworkCalls
from chatbrush_models.tool_model import EditToolModel

FAST_STEPS = 8  # more gain nothing where a network was distilled for few


@dataclass(frozen=True)
class Picture:
    """The request's picture as the loop takes it.

    condition: float32 [1,C,h,w], what the UNet gets beside the noise. source: scaled latents
    [1,4,h,w] to begin from where strength < 1. known: what the loop puts back at each step.
    """

    condition: Floats
    source: Floats | None = None
    known: Known | None = None


class DiffusionToolModel(EditToolModel):
    """A tool overrides `guidance` and `prepare`, and `finished` where it has more to do."""

    def initialize(self, args: dict[str, str]) -> None:
        """Read configuration and vocabulary. Errors: TritonModelException with what is wrong."""
        super().initialize(args)
        try:
            self.settings = ToolSettings.from_config(self.config)
            tokenizer = ClipTokenizer.from_files(self.settings.vocabulary, self.settings.padding_id)
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(f"model '{self.config.name}': {error}") from error
        self.networks = NetworkCalls()
        self.autoencoder = Autoencoder(self.networks, self.settings)
        self.text = TextEmbedder(
            self.networks, self.settings.text_encoder, tokenizer, self.settings.text_cache_bytes
        )

    @abstractmethod
    def guidance(self, request: EditRequest) -> Guidance:
        """Return how strongly text and picture steer this request. Errors: SettingsError."""

    @abstractmethod
    def prepare(self, request: EditRequest, rng: np.random.Generator) -> Picture:
        """Encode the request's picture."""

    def edit(self, request: EditRequest, progress: Progress) -> NDArray[Any]:
        """Run the loop; one step a UNet call, and one to decode.

        Errors: EditError SIZE_NOT_TAKEN, INPUT_INVALID, MODEL_UNAVAILABLE, MODEL_FAILED.
        """
        height, width = request.image.shape[:2]
        padding = Padding.to_size(height, width, self.settings.sizes.filled(height, width))
        try:
            settings = self._loop_settings(request)
            progress.begin(settings.call_count + 1)
            return padding.remove(
                self._generate(padding.add(request), settings, progress, padding.remove)
            )
        except SettingsError as error:
            raise EditError("INPUT_INVALID", str(error)) from error
        except NetworkOutputError as error:
            raise EditError("MODEL_FAILED", str(error)) from error

    def _loop_settings(self, request: EditRequest) -> loop.LoopSettings:
        """Say how to sample: in few steps and without guidance where that was asked for."""
        fast = self._is_fast(request)
        if fast and not (
            self.settings.fast_unet and self.networks.is_ready(self.settings.fast_unet)
        ):
            raise EditError(
                "OPTION_INVALID",
                "this server has no network for 'fast' ('./chatbrush models pull fast' brings it); "
                "choose 'fine'",
            )
        return loop.LoopSettings(
            sampler=self.settings.fast_sampler if fast else self.settings.sampler,
            steps=min(request.whole("steps"), FAST_STEPS) if fast else request.whole("steps"),
            strength=request.number("strength"),
            guidance=TwoWay(scale=1) if fast else self.guidance(request),
            schedule=self.settings.schedule,
        )

    def _is_fast(self, request: EditRequest) -> bool:
        return request.options.get("speed") == "fast"

    def _generate(
        self,
        request: EditRequest,
        settings: loop.LoopSettings,
        progress: Progress,
        cut: Callable[[NDArray[Any]], NDArray[Any]],
    ) -> NDArray[Any]:
        rng = request.random()
        if self.text.is_cut(request.prompt):
            pb_utils.Logger.log_warn(
                f"{self.config.name}: a prompt's end was cut off, over 77 tokens"
            )
        text, negative_text = self.text.embed(request.prompt, request.text("negative_prompt"))
        progress.check()
        picture = self.prepare(request, rng)
        progress.check()  # and after every step: no call is made for who has gone
        scaled = loop.run(
            settings,
            Conditions(text, negative_text, picture.condition),
            self._denoise(request),
            rng,
            source=picture.source,
            known=picture.known,
            on_step=lambda report: progress.step(
                lambda: cut(self.autoencoder.preview(report.clean))
            ),
        )
        progress.check()
        return self.finished(request, self.autoencoder.picture(scaled))

    def finished(self, request: EditRequest, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the decoded picture as the tool gives it, at the size of the request's."""
        del request
        return picture

    def _denoise(self, request: EditRequest) -> loop.Denoise:
        unet = self.settings.fast_unet if self._is_fast(request) else self.settings.unet
        guides: tuple[Branches, tuple[pb_utils.Tensor, ...]] | None = None

        def call(latent: Floats, timestep: Floats, branches: Branches) -> Floats:
            nonlocal guides
            if guides is None or guides[0] is not branches:
                guides = branches, self._kept(branches)
            inputs = {"latent": latent, "timestep": timestep}
            return self.networks.call(unet, inputs, "noise_pred", guides[1])

        return call

    def _kept(self, branches: Branches) -> tuple[pb_utils.Tensor, ...]:
        """Return what guides, which is the same for all steps of a phase."""
        return self.networks.kept(
            {
                "condition": branches.image,
                "encoder_hidden_states": branches.embeddings,
                "branches": branches.table,
                "rescale": branches.rescale,
            }
        )

    def latents_of(
        self, images: NDArray[Any], choose: Callable[[Floats], Floats] = latents.mode
    ) -> Floats:
        """Encode float32 [1,3,H,W]; `choose` makes latents [1,4,h,w] of the moments, unscaled."""
        return choose(self.autoencoder.moments(images))

    def scaled(self, unscaled: Floats) -> Floats:
        """Bring the autoencoder's latents to where diffusion works."""
        return latents.scale(unscaled, self.settings.scaling_factor)
