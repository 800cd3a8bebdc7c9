"""Prints the table of ../../chatbrush_models/diffusion/README.md: how near we are to `diffusers`.

Run: PYTHONPATH=triton-model-repo:tensorrt-build/src python \
    triton-model-repo/tests/diffusion/measure_parity.py --weights .chatbrush/weights
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cases
import editing
import numpy as np
import reference
from make_golden import VOCABULARY, token_ids

LONG_RUNS = (20, 50)


def measured(model: str, sampler: str) -> list[cases.Case]:
    """The cases of the parity tests, and runs as long as people use."""
    long_runs = [cases.Case(model, sampler, negative=cases.NEGATIVE, steps=n) for n in LONG_RUNS]
    return cases.parity_cases(model, sampler) + long_runs


def row(model: str, sampler: str, vocabulary: Path) -> str:
    """Compare all edits of one sampler."""
    largest, magnitude, grey, equal, pixels = 0.0, 0.0, 0, 0, 0
    edits = measured(model, sampler)
    for case in edits:
        expected = reference.edit(case, vocabulary)
        networks = reference.networks(model)
        found = editing.edit(case, networks, *token_ids(case, vocabulary))
        largest = max(largest, float(np.abs(found.latents - expected.latents).max()))
        magnitude = max(magnitude, float(np.abs(expected.latents).max()))
        difference = np.abs(found.picture.astype(np.int16) - expected.picture)
        grey = max(grey, int(difference.max()))
        equal, pixels = equal + int((difference == 0).sum()), pixels + difference.size
    return (
        f"| `{model}` | `{sampler}` | {len(edits)} | {largest:.1e} | {magnitude:.0f} | {grey} | "
        f"{100 * equal / pixels:.3f} % |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, metavar="FOLDER")
    vocabulary = parser.parse_args().weights / VOCABULARY
    titles = (
        "model",
        "sampler",
        "edits",
        "latents",
        "largest latent",
        "grey levels",
        "equal bytes",
    )
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
    for model in cases.MODELS:
        for sampler in cases.SAMPLERS:
            print(row(model, sampler, vocabulary), flush=True)


if __name__ == "__main__":
    main()
