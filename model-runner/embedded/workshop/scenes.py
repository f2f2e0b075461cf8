"""Scenes from the Java drawer: a child process, and the batches that training needs."""

import functools
import json
import os
import pathlib
import queue
import random
import re
import shutil
import struct
import subprocess
import threading

import numpy as np
import torch

from checkpoint import PATCH, SIDE
from wording import SHORT_ROWS, Wording

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
KINDS = """ball star heart moon house car boat tree flower mushroom fish cat butterfly cup umbrella crown rocket train
castle tent cactus duck snail apple banana hammer key chair knife bottle cigarette bomb""".split()
COLOURS = "red orange yellow green blue purple pink brown black white".split()
SIZES = ["small", "medium", "large"]
PATCHES = SIDE // PATCH
JAVA = 25


@functools.cache
def java() -> str:
    """The java of a JDK that can run the drawer: that of JAVA_HOME, of the path, or one in the system's JVM folder."""
    on_path = shutil.which("java")
    homes = [os.environ.get("JAVA_HOME"), on_path and pathlib.Path(on_path).resolve().parents[1], *pathlib.Path("/usr/lib/jvm").glob("*")]
    for home in homes:
        release = home and pathlib.Path(home) / "release"
        version = release and release.exists() and re.search(r'JAVA_VERSION="(\d+)', release.read_text())
        if version and int(version[1]) >= JAVA:
            return str(pathlib.Path(home) / "bin" / "java")
    raise SystemExit(f"no JDK from {JAVA} on found: install one, or set JAVA_HOME")


def records(split: str, first: int, classes: pathlib.Path, most: int = 0):
    """Endless (truth, picture) pairs; pictures are uint8 arrays of side × side × 3."""
    command = [java(), "-Xmx256m", "-XX:+UseSerialGC", "-cp", str(classes)]
    command += ["io.groundstream.embedded.RawStream", split, str(first), str(SIDE), str(most)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 20) as child:
        try:
            while True:
                truth = json.loads(child.stdout.read(struct.unpack(">i", child.stdout.read(4))[0]))
                yield truth, np.frombuffer(child.stdout.read(SIDE * SIDE * 3), np.uint8).reshape(SIDE, SIDE, 3)
        finally:
            child.kill()


def pixels(pictures) -> torch.Tensor:
    stacked = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255
    return (stacked - MEAN) / STD


def patch_targets(truth) -> np.ndarray:
    """[patches, 7]: kind, colour, size (0 for none), and the box of what covers the patch, from its centre, in patches."""
    out = np.zeros((PATCHES, PATCHES, 7), np.float32)
    centres = (np.arange(PATCHES) + 0.5) / PATCHES
    for p in sorted(truth["phrases"], key=lambda p: -(p["box"][2] - p["box"][0]) * (p["box"][3] - p["box"][1])):
        x0, y0, x1, y1 = p["box"]
        for row in np.flatnonzero((centres > y0) & (centres < y1)):
            for column in np.flatnonzero((centres > x0) & (centres < x1)):
                x, y = centres[column], centres[row]
                labels = [1 + KINDS.index(p["kind"]), 1 + COLOURS.index(p["colour"]), 1 + SIZES.index(p["size"])]
                out[row, column] = labels + [v * PATCHES for v in (x - x0, y - y0, x1 - x, y1 - y)]
    return out.reshape(-1, 7)


def rows(pairs, alike: bool = False) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids [rows, tokens], padded on the right to a multiple of 8, and the weight of each that is to be learnt.

    Tokens weigh the same, or if the rows are to count alike, rows do: a yes is as much as two corners of a box.
    """
    longest = max(len(prompt) + len(target) for prompt, target in pairs)
    ids = torch.full((len(pairs), longest + -longest % 8), 1)
    weights = torch.zeros(ids.shape)
    for i, (prompt, target) in enumerate(pairs):
        ids[i, : len(prompt) + len(target)] = torch.tensor(prompt + target)
        weights[i, len(prompt) : len(prompt) + len(target)] = 1 / len(target) if alike else 1
    return ids, weights


def batch(pairs, wording: Wording):
    """Pixels, a caption row for every other scene, SHORT_ROWS other rows for each (scene by scene), patch targets."""
    captions, others = [], []
    for i, (truth, _) in enumerate(pairs):
        chance = random.Random(truth["seed"])
        if i % 2 == 0:
            captions.append(wording.some_caption(truth, chance))
        others += wording.some_answers(truth, chance)
    patches = torch.from_numpy(np.stack([patch_targets(truth) for truth, _ in pairs]))
    return pixels([picture for _, picture in pairs]), rows(captions), rows(others, alike=True), patches


def batches(size: int, first: int, classes: pathlib.Path, wording: Wording, most: int):
    """Training batches, made ahead in a thread of their own."""
    ready: queue.Queue = queue.Queue(maxsize=6)

    def fill():
        stream = records("train", first, classes, most)
        while True:
            ready.put(batch([next(stream) for _ in range(size)], wording))

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()
