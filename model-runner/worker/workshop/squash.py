"""Writes what Pillow's bicubic filter makes of pictures of many sizes, in samples. See README.md."""

import base64
import gzip
import json
import pathlib
import sys

import numpy as np
from PIL import Image

SAMPLES = 96


def hashed(seed: int, count: int) -> np.ndarray:
    """splitmix64."""
    with np.errstate(over="ignore"):
        z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def picture(seed: int, width: int, height: int) -> Image.Image:
    """Noise; of odd seeds in full contrast, where filters overshoot."""
    levels = (hashed(seed, width * height * 3) >> np.uint64(56)).astype(np.uint8)
    if seed % 2:
        levels = np.where(levels > 127, 255, 0).astype(np.uint8)
    return Image.fromarray(levels.reshape(height, width, 3))


def sizes(dice: np.random.Generator) -> list[tuple[int, int]]:
    made = [(1, 1), (1, 2), (2, 1), (1, 224), (224, 1), (1, 1000), (1000, 1), (224, 224), (223, 225), (448, 224), (112, 448)]
    made += [(side, 50 * side) for side in (1, 3, 7, 20)] + [(50 * side, side) for side in (1, 3, 7, 20)]
    made += [(int(w), int(h)) for w, h in dice.integers(1, 224, (90, 2))]  # upscaling
    made += [(int(w), int(h)) for w, h in dice.integers(224, 700, (80, 2))]
    made += [(int(w), int(h)) for w, h in zip(dice.integers(1, 60, 30), dice.integers(500, 1500, 30))]
    made += [(int(w), int(h)) for w, h in zip(dice.integers(500, 1500, 30), dice.integers(1, 60, 30))]
    return made + [(1600, 1200), (1999, 37), (641, 1283)]


def main(out: pathlib.Path) -> None:
    lines = []
    for seed, (width, height) in enumerate(sizes(np.random.default_rng(1))):
        side = (224, 112, 32)[seed % 3]
        square = np.asarray(picture(seed, width, height).resize((side, side), Image.Resampling.BICUBIC)).reshape(-1, 3)
        at = hashed(~seed & 0xFFFFFFFFFFFFFFFF, SAMPLES) % np.uint64(side * side)
        lines.append(json.dumps([width, height, side, base64.b64encode(square[at].tobytes()).decode()]))
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(len(lines), "sizes")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
