"""What a device can do, and what the reference does on it: transformers' `generate` in batches, SDPA attention, greedy.

    gpu_reference.py --out FILE [--model NAME=CHECKPOINT ...] [--device cuda|cpu] [--batches 1,2,4] [--new-tokens N] [--seconds S]
                     [--pictures DIR]

Half precision on a GPU, single on CPU. FILE is written anew after every point, so that a run that is cut off has lost nothing, and what
stands in it is not measured again. `groundstream bench gpu --reference FILE` sets its numbers beside ours: names of models are those of
that bench. A batch is timed stopped after its first token, and whole; every answer has as many tokens as it may have, except where
--stop lets a model end its answers itself (the embedded one, which knows how).
"""

import argparse
import json
import os
import pathlib
import statistics
import sys
import time

import torch

IMAGE, IMAGE_END, FIRST_SLOT, PAD, EOS = "<image>", "</image>", 4, 1, 2
MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
COPY_BYTES = {"cuda": 2 << 30, "cpu": 1 << 28}
MATRIX = {"cuda": 8192, "cpu": 1024}


def now(device: str) -> float:
    if device == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter()


def fastest(call, device: str, seconds: float, least: int = 5) -> float:
    """Seconds of one call, the median of many, after two that warm up."""
    call(), call()
    taken, start = [], now(device)
    while len(taken) < least or now(device) - start < seconds:
        begin = now(device)
        call()
        taken.append(now(device) - begin)
    return statistics.median(taken)


def machine(device: str, dtype: torch.dtype, seconds: float) -> dict:
    count = COPY_BYTES[device] // dtype.itemsize
    source = torch.randn(count, device=device, dtype=torch.float32).to(dtype)
    target = torch.empty_like(source)
    copy = fastest(lambda: target.copy_(source), device, seconds)
    del source, target
    side = MATRIX[device]
    left, right = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    out = torch.empty(side, side, device=device, dtype=dtype)
    product = fastest(lambda: torch.matmul(left, right, out=out), device, seconds)
    return {
        "name": torch.cuda.get_device_name() if device == "cuda" else "cpu",
        "torch": torch.__version__,
        "bytesPerSecond": 2 * count * dtype.itemsize / copy,
        "flopsPerSecond": 2 * side**3 / product,
    }


def prompt(checkpoint: pathlib.Path, latents: int) -> list[int]:
    """The ids of a brief grounded caption's prompt, read from the checkpoint's tokenizer."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    words = tokenizer.encode("<grounding> An image of", add_special_tokens=False).ids
    slots = list(range(FIRST_SLOT, FIRST_SLOT + latents))
    return [0, tokenizer.token_to_id(IMAGE), *slots, tokenizer.token_to_id(IMAGE_END), *words]


class Model:
    def __init__(self, checkpoint: pathlib.Path, device: str, dtype: torch.dtype):
        from transformers import Kosmos2ForConditionalGeneration

        self.device = device
        self.model = Kosmos2ForConditionalGeneration.from_pretrained(
            checkpoint, dtype=dtype, attn_implementation="sdpa"
        ).to(device).eval()
        config = self.model.config
        self.latents, self.side, self.dtype = config.latent_query_num, config.vision_config.image_size, dtype
        self.prompt = prompt(checkpoint, self.latents)

    def pixels(self, batch: int, pictures: pathlib.Path | None) -> torch.Tensor:
        """What the processor would make of pictures in turn; noise where there are none."""
        if pictures is None:
            torch.manual_seed(0)
            return torch.randn(batch, 3, self.side, self.side).to(self.device, self.dtype)
        from PIL import Image
        import numpy

        files = sorted(pictures.glob("*.png"))
        opened = [Image.open(file).convert("RGB").resize((self.side, self.side), Image.BICUBIC) for file in files]
        levels = torch.stack([torch.from_numpy(numpy.array(image)).permute(2, 0, 1) for image in opened]) / 255
        ready = (levels - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1)
        return ready[torch.arange(batch) % len(ready)].to(self.device, self.dtype)

    @torch.inference_mode()
    def answer(self, pixels: torch.Tensor, new_tokens: int, stop: bool) -> torch.Tensor:
        batch = len(pixels)
        ids = torch.tensor([self.prompt] * batch, device=self.device)
        mask = torch.zeros_like(ids)
        mask[:, 2 : 2 + self.latents] = 1
        least = {} if stop else {"min_new_tokens": new_tokens}
        made = self.model.generate(
            pixel_values=pixels, input_ids=ids, attention_mask=torch.ones_like(ids), image_embeds_position_mask=mask,
            max_new_tokens=new_tokens, do_sample=False, bos_token_id=0, pad_token_id=PAD, eos_token_id=EOS, **least,
        )
        return made[:, ids.shape[1] :]

    def measure(self, name: str, pixels: torch.Tensor, new_tokens: int, stop: bool, seconds: float) -> dict:
        batch = len(pixels)
        said = self.answer(pixels, new_tokens, stop)
        least = 3 if self.device == "cuda" else 1
        first = fastest(lambda: self.answer(pixels, 1, stop), self.device, seconds, least)
        whole = fastest(lambda: self.answer(pixels, new_tokens, stop), self.device, seconds, least)
        memory = torch.cuda.max_memory_reserved() >> 20 if self.device == "cuda" else 0
        return {
            "model": name, "batch": batch, "newTokens": said.shape[1], "tokens": int((said != PAD).sum()),
            "firstMillis": 1e3 * first, "batchMillis": 1e3 * whole, "memoryMib": memory,
        }


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--model", action="append", default=[], metavar="NAME=CHECKPOINT")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--batches", default="1,2,4,8,16,32,64,128")
    parser.add_argument("--new-tokens", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--until", type=float, default=0, help="end before this many seconds have passed, 0 for never")
    parser.add_argument("--pictures", type=pathlib.Path, help="folder of PNG files; noise without")
    parser.add_argument("--stop", action="append", default=["embedded"], metavar="NAME")
    return parser.parse_args()


def written(out: pathlib.Path, result: dict) -> None:
    draft = out.with_suffix(".draft")
    draft.write_text(json.dumps(result, indent=1))
    os.replace(draft, out)


def main():
    args, start = arguments(), time.monotonic()
    dtype = torch.float16 if args.device == "cuda" else torch.float32
    if args.device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("torch sees no GPU")
    result = json.loads(args.out.read_text()) if args.out.exists() else {"points": []}
    if "machine" not in result:
        result["machine"] = machine(args.device, dtype, min(args.seconds, 3))
        written(args.out, result)
        print(json.dumps(result["machine"]), file=sys.stderr, flush=True)
    done = {(point["model"], point["batch"]) for point in result["points"]}
    for name, checkpoint in (model.split("=", 1) for model in args.model):
        wanted = [batch for batch in map(int, args.batches.split(",")) if (name, batch) not in done]
        if not wanted:
            continue
        model = Model(pathlib.Path(checkpoint), args.device, dtype)
        for batch in wanted:
            if args.until and time.monotonic() - start > args.until:
                # what is done stays in the file; who runs it again goes on from there
                print("out of time", file=sys.stderr)
                sys.exit(3)
            try:
                point = model.measure(name, model.pixels(batch, args.pictures), args.new_tokens, name in args.stop, args.seconds)
            except torch.OutOfMemoryError as e:
                print(f"{name}, batch {batch}: {e}", file=sys.stderr)
                break
            result["points"].append(point)
            written(args.out, result)
            print(json.dumps(point), file=sys.stderr, flush=True)
        del model
        if args.device == "cuda":
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats()


if __name__ == "__main__":
    main()
