"""Scenes from the Java drawer: a child process, and the batches that training needs."""

import dataclasses
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

import vocabulary
from checkpoint import PATCH, SIDE
from wording import Wording

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
KINDS = """ball star heart moon house car boat tree flower mushroom fish cat butterfly cup umbrella crown rocket train
castle tent cactus duck snail apple banana hammer key chair knife bottle cigarette bomb""".split()
COLOURS = "red orange yellow green blue purple pink brown black white".split()
SIZES = ["small", "medium", "large"]
PATCHES = SIDE // PATCH
JAVA = 25
LENGTH = 112
REMEMBERED = 4096


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


class Pack:
    """Many rows about one picture behind one image: each sees the image and itself alone, as if it came first."""

    def __init__(self, image: list[int], scene: int):
        self.scene = scene
        self.ids, self.rows = list(image), [0] * len(image)
        self.places, self.weights = list(range(len(image))), [(0.0, 0.0)] * len(image)

    def add(self, row: int, begin: int, prompt: list[int], target: list[int], of_caption: bool) -> None:
        """Tokens of a caption weigh the same, but other rows do: a yes is as much as two corners of a box."""
        weight = (1.0, 0.0) if of_caption else (0.0, 1 / len(target))
        size = len(prompt) + len(target)
        self.ids += prompt + target
        self.rows += [row] * size
        self.places += range(begin, begin + size)
        self.weights += [(0.0, 0.0)] * len(prompt) + [weight] * len(target)


@dataclasses.dataclass
class Packs:
    """Packs padded to one length: token ids, places and weights [packs, tokens(, 2)], which tokens see which, scenes [packs]."""

    ids: torch.Tensor
    places: torch.Tensor
    weights: torch.Tensor
    sees: torch.Tensor
    scenes: torch.Tensor

    @staticmethod
    def of(packs: list[Pack]) -> "Packs":
        """Few shapes keep oneDNN's caches small, so packs without weights fill up to a multiple of 16."""
        packs = packs + [Pack(packs[0].ids[: vocabulary.SLOTS + 3], 0)] * (-len(packs) % 16)
        length = max(len(pack.ids) for pack in packs)
        length += -length % 16
        pad = lambda name, value: torch.tensor([getattr(p, name) + [value] * (length - len(p.ids)) for p in packs])
        rows = pad("rows", -1)
        own = (rows[:, :, None] == rows[:, None, :]) | (rows[:, None, :] == 0)
        return Packs(
            pad("ids", 1), pad("places", -1), pad("weights", (0.0, 0.0)), own.tril(), torch.tensor([p.scene for p in packs])
        )


def pack(rows, image: list[int], scene: int) -> list[Pack]:
    """The rows, (prompt, target, whether a caption), into as few packs as a first fit finds."""
    packs: list[Pack] = []
    for number, (prompt, target, of_caption) in enumerate(sorted(rows, key=lambda row: -len(row[0]) - len(row[1])), 1):
        prompt = prompt[len(image) :]
        fits = (p for p in packs if len(p.ids) + len(prompt) + len(target) <= LENGTH)
        into = next(fits, None)
        if into is None:
            packs.append(into := Pack(image, scene))
        into.add(number, len(image), prompt, target, of_caption)
    return packs


def batch(pairs, wording: Wording, chance: random.Random):
    """Pixels, the packs of all that is to be said about them, patch targets. A caption for every other scene."""
    packs = []
    for i, (truth, _) in enumerate(pairs):
        rows = [(*row, False) for row in wording.some_others(truth, chance)]
        if i % 2 == 0:
            rows.append((*wording.some_caption(truth, chance), True))
        packs += pack(rows, wording.image, i)
    patches = torch.from_numpy(np.stack([patch_targets(truth) for truth, _ in pairs]))
    return pixels([picture for _, picture in pairs]), Packs.of(packs), patches


def batches(size: int, first: int, classes: pathlib.Path, wording: Wording, most: int):
    """Training batches, made ahead in a thread of their own.

    Drawing costs as much as learning, so half a batch are scenes seen a while ago, asked something else.
    """
    ready: queue.Queue = queue.Queue(maxsize=6)

    def fill():
        stream = records("train", first, classes, most)
        chance, seen = random.Random(first), []
        while True:
            new = [next(stream) for _ in range(size // 2 if len(seen) == REMEMBERED else size)]
            again = [chance.randrange(REMEMBERED) for _ in range(size - len(new))]
            ready.put(batch(new + [seen[i] for i in again], wording, chance))
            for i, pair in zip(again, new):
                seen[i] = pair
            seen += new[: REMEMBERED - len(seen)]

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()
