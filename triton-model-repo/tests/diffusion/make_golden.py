"""Rewrites the golden files from `diffusers` and `transformers` (requirements-parity.txt).

Run: PYTHONPATH=triton-model-repo:tensorrt-build/src python \
    triton-model-repo/tests/diffusion/make_golden.py --weights .chatbrush/weights
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

import cases
import diffusers
import numpy as np
import prompts
import reference
import torch
import transformers
from editing import prepare

GOLDEN = Path(__file__).parent / "golden"
VOCABULARY = "clip_bpe_simple_vocab_16e6.txt.gz"


def write(name: str, arrays: dict[str, np.ndarray], about: dict[str, object]) -> None:
    """Write NAME.npz and what it is beside it."""
    np.savez_compressed(GOLDEN / f"{name}.npz", **arrays)
    sidecar = {
        "generator": "tests/diffusion/make_golden.py",
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
        **about,
    }
    text = json.dumps(sidecar, indent=2, ensure_ascii=False)
    (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def loops(vocabulary: Path) -> None:
    """Latents after every step of the pipelines around `analytic.denoise`, with their inputs."""
    arrays = {}
    for name, case in cases.golden_cases().items():
        inputs = prepare(case, reference.networks(case.model), *token_ids(case, vocabulary))
        arrays[f"{case.model}/text"] = inputs.conditions.text
        arrays[f"{case.model}/{case.negative}/negative"] = inputs.conditions.negative_text
        arrays[f"{case.model}/image"] = inputs.conditions.image
        if inputs.source is not None:
            arrays[f"{case.model}/source"] = inputs.source
        with reference.analytic_networks():
            arrays[name] = reference.edit(case, vocabulary).latents
    about = {"content": loops.__doc__, "seed": 0, "tolerance": cases.TOLERANCE}
    write("loops", arrays, {**about, "cases": describe(cases.golden_cases())})


def pictures(vocabulary: Path) -> None:
    """Pictures of the pipelines with the tiny networks of seed 0, with the prompts' tokens."""
    arrays = {}
    for name, case in cases.picture_cases().items():
        arrays[f"{name}/picture"] = reference.edit(case, vocabulary).picture
        ids, negative_ids = token_ids(case, vocabulary)
        arrays[f"{name}/ids"], arrays[f"{name}/negative_ids"] = ids, negative_ids
    about = {"content": pictures.__doc__, "seed": 0, "tolerance_grey_levels": cases.GREY_LEVELS}
    write("pictures", arrays, {**about, "cases": describe(cases.picture_cases())})


def tokens(vocabulary: Path) -> None:
    """CRC-32 of the 77 token numbers (little-endian int32) of each prompt of prompts.py."""
    checksums = [
        zlib.crc32(np.array(row, "<i4").tobytes())
        for row in reference.token_rows(prompts.prompts(), vocabulary)
    ]
    about = {"content": tokens.__doc__, "seed": prompts.SEED, "tolerance": 0}
    write("tokens", {"checksums": np.array(checksums, np.uint32)}, about)


def token_ids(case: cases.Case, vocabulary: Path) -> tuple[np.ndarray, np.ndarray]:
    """Token numbers int32 [77] of both prompts of a case."""
    ids, negative_ids = reference.token_rows([case.prompt, case.negative], vocabulary)
    return np.array(ids, np.int32), np.array(negative_ids, np.int32)


def describe(named: dict[str, cases.Case]) -> dict[str, str]:
    """Say what each case is, for readers of the sidecar."""
    return {
        name: f"{case.size[0]}x{case.size[1]}, {case.steps} steps, guidance {case.guidance_scale:g}"
        for name, case in named.items()
    }


def main() -> None:
    """Write all golden files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, metavar="FOLDER")
    vocabulary = parser.parse_args().weights / VOCABULARY
    GOLDEN.mkdir(exist_ok=True)
    loops(vocabulary)
    pictures(vocabulary)
    tokens(vocabulary)


if __name__ == "__main__":
    main()
