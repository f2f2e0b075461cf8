"""Scenes from the Java drawer: a child process, and the batches that training and measuring need."""

import json
import os
import pathlib
import queue
import random
import struct
import subprocess
import threading

import numpy as np
import torch

import vocabulary
from checkpoint import SIDE

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
KINDS = "ball star heart moon house car boat tree flower mushroom fish cat butterfly cup umbrella crown".split()
COLOURS = "red orange yellow green blue purple pink brown black white".split()
SIZES = ["small", "large"]
GRID = 32
PATCHES = SIDE // 14
PHRASE_PROMPTS = 0.1


def records(split: str, first: int, classes: pathlib.Path):
    """Endless (truth, picture) pairs; pictures are uint8 arrays of side × side × 3."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    command = [java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-cp", str(classes)]
    command += ["io.groundstream.embedded.RawStream", split, str(first), str(SIDE)]
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


class Wording:
    """Token ids for captions and phrase prompts, exactly as the reference's processor would make them."""

    def __init__(self, tokenizer):
        self.ids = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]
        self.cache: dict[str, list[int]] = {}
        self.location = tokenizer.convert_tokens_to_ids("<patch_index_0000>")
        self.image = [0, self("<image>")[0], *range(4, 4 + vocabulary.SLOTS), self("</image>")[0]]
        self.brief = self.image + self("<grounding> An image of")
        self.end = [tokenizer.eos_token_id]

    def __call__(self, text: str) -> list[int]:
        if text not in self.cache:
            self.cache[text] = self.ids(text)
        return self.cache[text]

    def place(self, box) -> list[int]:
        x0, y0 = (int(np.floor(v * GRID)) for v in box[:2])
        x1, y1 = (int(np.ceil(v * GRID - 1)) for v in box[2:])
        corners = [self.location + y0 * GRID + x0, self.location + y1 * GRID + x1]
        return self("<object>") + corners + self("</object>")

    def caption(self, truth) -> tuple[list[int], list[int]]:
        target: list[int] = []
        last = len(truth["phrases"]) - 1
        for i, phrase in enumerate(truth["phrases"]):
            target += self("" if i == 0 else " and" if i == last else ",")
            target += self(f"<phrase> {phrase['phrase']}</phrase>") + self.place(phrase["box"])
        return self.brief, target + self(".") + self.end

    def grounding(self, truth) -> tuple[list[int], list[int]]:
        chosen = random.choice(truth["phrases"])
        ways = [f"a {p}" for p in (chosen["kind"], f"{chosen['colour']} {chosen['kind']}", f"{chosen['size']} {chosen['kind']}")]
        words = random.choice(ways) if random.random() < 0.5 else chosen["phrase"]
        others = [p for p in truth["phrases"] if p is not chosen]
        if any(set(words.split()[1:]) <= set(p["phrase"].split()) for p in others):
            words = chosen["phrase"]
        return self.image + self(f"<grounding><phrase> {words}</phrase>"), self.place(chosen["box"]) + self.end


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


def batch(pairs, wording: Wording):
    rows, starts = [], []
    for truth, _ in pairs:
        prompt, target = wording.grounding(truth) if random.random() < PHRASE_PROMPTS else wording.caption(truth)
        rows.append(prompt + target)
        starts.append(len(prompt))
    ids = torch.full((len(rows), max(map(len, rows))), 1)
    wanted = torch.zeros(ids.shape, dtype=torch.bool)
    for i, (row, start) in enumerate(zip(rows, starts)):
        ids[i, : len(row)] = torch.tensor(row)
        wanted[i, start : len(row)] = True
    patches = torch.from_numpy(np.stack([patch_targets(t) for t, _ in pairs]))
    return pixels([picture for _, picture in pairs]), ids, wanted, patches


def batches(size: int, first: int, classes: pathlib.Path, wording: Wording):
    """Training batches, made ahead in a thread of their own."""
    ready: queue.Queue = queue.Queue(maxsize=6)

    def fill():
        stream = records("train", first, classes)
        while True:
            ready.put(batch([next(stream) for _ in range(size)], wording))

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()
