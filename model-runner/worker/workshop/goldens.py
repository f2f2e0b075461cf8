"""Writes goldens: what the reference implementation answers to a checkpoint. See README.md."""

import argparse
import json
import pathlib

import numpy as np
import torch
from PIL import Image, ImageDraw
from transformers import AutoTokenizer, CLIPImageProcessor, Kosmos2ForConditionalGeneration, Kosmos2Processor

PICTURES = 8
NEW_TOKENS = 40
REGION = [0.1, 0.2, 0.6, 0.9]
# task, text and region as Java gets them; prompt and boxes as the reference does
TASKS = {
    "BRIEF_CAPTION": (None, None, "<grounding> An image of", None),
    "DETAILED_CAPTION": (None, None, "<grounding> Describe this image in detail:", None),
    "PLAIN_CAPTION": (None, None, "An image of", None),
    "GROUND_PHRASE": ("a large red ball", None, "<grounding><phrase> a large red ball</phrase>", None),
    "DESCRIBE_REGION": (None, REGION, "<grounding><phrase> It</phrase> is", [tuple(REGION)]),
    "ANSWER": ("What is left of the tree?", None, "Question: What is left of the tree? Answer:", None),
    "GROUNDED_ANSWER": ("Where is the cat?", None, "<grounding> Question: Where is the cat? Answer:", None),
}
BATCHES = [("BRIEF_CAPTION", n) for n in (1, 3, 8)] + [(t, 3) for t in TASKS if t != "BRIEF_CAPTION"]


def drawn(side: int, seed: int) -> Image.Image:
    """A picture of nothing in particular."""
    dice = np.random.default_rng(seed)
    picture = Image.new("RGB", (side, side), tuple(int(v) for v in dice.integers(0, 256, 3)))
    brush = ImageDraw.Draw(picture)
    for shape in (brush.ellipse, brush.rectangle, brush.ellipse):
        x, y, w, h = (int(v) for v in dice.integers(0, side // 2, 4))
        shape([x, y, x + w + 4, y + h + 4], fill=tuple(int(v) for v in dice.integers(0, 256, 3)))
    return picture


def pictures(out: pathlib.Path, source: pathlib.Path | None, side: int) -> list[Image.Image]:
    files = [out / f"picture-{i}.png" for i in range(PICTURES)]
    if source:
        for file, path in zip(files, sorted(source.glob("*.png")), strict=False):
            Image.open(path).convert("RGB").resize((side, side), Image.Resampling.BICUBIC).save(file, optimize=True)
    for seed, file in enumerate(files):
        if not file.exists():
            drawn(side, seed).save(file, optimize=True)
    return [Image.open(file).convert("RGB") for file in files]


class Reference:
    def __init__(self, checkpoint: pathlib.Path):
        self.model = Kosmos2ForConditionalGeneration.from_pretrained(
            checkpoint, dtype=torch.float32, attn_implementation="eager"
        ).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(checkpoint)
        self.processor = Kosmos2Processor(CLIPImageProcessor.from_pretrained(checkpoint), self.tokenizer)

    @torch.no_grad()
    def answer(self, task: str, images: list[Image.Image]) -> dict:
        text, region, prompt, boxes = TASKS[task]
        latents = self.model.config.latent_query_num
        inputs = self.processor(
            images=images, text=[prompt] * len(images), bboxes=boxes and [boxes] * len(images),
            num_image_tokens=latents, return_tensors="pt",
        )
        # the reference generates with its text model, which does not see the checkpoint's own settings
        ngram = self.model.generation_config.no_repeat_ngram_size or 0
        made = self.model.generate(
            **inputs, max_new_tokens=NEW_TOKENS, do_sample=False, return_dict_in_generate=True, output_logits=True,
            bos_token_id=0, pad_token_id=1, eos_token_id=2, no_repeat_ngram_size=ngram,
        )
        start = inputs["input_ids"].shape[1]
        rows = []
        for i, sequence in enumerate(made.sequences):
            ids = sequence[start:].tolist()
            ids = ids[: ids.index(2) + 1] if 2 in ids else ids
            log_probs = [float(torch.log_softmax(made.logits[k][i], -1)[t]) for k, t in enumerate(ids)]
            raw = self.tokenizer.decode(sequence, skip_special_tokens=True)
            caption, entities = self.processor.post_process_generation(raw)
            rows.append({
                "tokenIds": ids,
                "logProbs": [round(v, 6) for v in log_probs],
                "raw": self.processor.post_process_generation(raw, cleanup_and_extract=False),
                "text": caption,
                "entities": [{"phrase": e[0], "span": e[1], "boxes": e[2]} for e in entities],
            })
        return {
            "task": task, "text": text, "region": region, "promptIds": inputs["input_ids"][0].tolist(),
            "maxNewTokens": NEW_TOKENS, "rows": rows,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    reference = Reference(options.checkpoint)
    shown = pictures(options.out, options.pictures, reference.model.config.vision_config.image_size)
    cases = [reference.answer(task, shown[:count]) for task, count in BATCHES]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    (options.out / "goldens.json").write_text("[\n" + lines + "\n]\n", encoding="utf-8")
    for case in cases:
        print(case["task"], len(case["rows"]), [len(row["tokenIds"]) for row in case["rows"]], case["rows"][0]["text"][:80])


if __name__ == "__main__":
    main()
