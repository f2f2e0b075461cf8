"""Scores a checkpoint directory on fresh scenes: PNG files, the reference's processor and greedy generation."""

import argparse
import itertools
import json
import os
import pathlib
import subprocess
import tempfile

import torch
from PIL import Image
from transformers import Kosmos2ForConditionalGeneration, Kosmos2Processor

import measure
import vocabulary


def drawn(classes: pathlib.Path, count: int, seed: int, out: str) -> list[dict]:
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    subprocess.run(
        [java, "-Djava.awt.headless=true", "-cp", str(classes), "io.groundstream.embedded.WriteScenes", str(count), str(seed), out], check=True
    )
    return [json.loads(line) for line in (pathlib.Path(out) / "truth.jsonl").read_text().splitlines()]


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=pathlib.Path, required=True)
    parser.add_argument("--checkpoint", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=900_000_000)
    parser.add_argument("--wrong", type=int, default=0, help="print this many scenes that came out wrong")
    args = parser.parse_args()
    processor = Kosmos2Processor.from_pretrained(args.checkpoint)
    model = Kosmos2ForConditionalGeneration.from_pretrained(
        args.checkpoint, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        truths = drawn(args.classes, args.count, args.seed, folder)
        for some in chunks(truths, 50):
            images = [Image.open(pathlib.Path(folder) / t["file"]).convert("RGB") for t in some]
            prompts = ["<grounding> An image of"] * len(images)
            inputs = processor(text=prompts, images=images, num_image_tokens=vocabulary.SLOTS, return_tensors="pt")
            out = model.generate(
                pixel_values=inputs["pixel_values"], input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"],
                image_embeds_position_mask=inputs["image_embeds_position_mask"], max_new_tokens=64, do_sample=False,
            )
            texts += [t.split("</image>")[-1] for t in processor.batch_decode(out, skip_special_tokens=True)]
    print(json.dumps(measure.score(texts, truths)))
    for text, truth in itertools.islice(((a, b) for a, b in zip(texts, truths) if measure.score([a], [b])["captionExact"] < 1), args.wrong):
        print(measure.parse(text)[0], "|", truth["caption"], "| seed", truth["seed"])


def chunks(items, size):
    return (items[at : at + size] for at in range(0, len(items), size))


if __name__ == "__main__":
    main()
