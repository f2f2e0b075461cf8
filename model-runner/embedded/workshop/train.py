"""Trains the embedded model on scenes that the drawer draws. See README.md for the recipe."""

import argparse
import itertools
import json
import math
import pathlib
import time

import torch
from torch import nn
from torch.nn import functional as F

import checkpoint
import curves
import measure
import scenes
import vocabulary
from wording import Wording


# of captions, of the other tasks, of the patches
WEIGHTS = (1.5, 1.5, 0.5)
NEVER = -1e4


class PatchHead(nn.Module):
    """What each patch of the vision tower should know; dropped after training."""

    def __init__(self):
        super().__init__()
        self.parts = [len(scenes.KINDS) + 1, len(scenes.COLOURS) + 1, len(scenes.SIZES) + 1, 4]
        self.norm = nn.LayerNorm(checkpoint.WIDTH)
        self.out = nn.Linear(checkpoint.WIDTH, sum(self.parts))

    def forward(self, patches, targets):
        kind, colour, size, sides = self.out(self.norm(patches)).float().flatten(0, 1).split(self.parts, -1)
        targets = targets.flatten(0, 1)
        labels = targets[:, :3].long()
        loss = sum(F.cross_entropy(guess, labels[:, i]) for i, guess in enumerate((kind, colour, size)))
        covered = labels[:, 0] > 0
        return loss + F.l1_loss(sides[covered], targets[covered, 3:])


def say(model, embeds, packs):
    """The losses of captions and of the rest; image embeddings [scenes, slots, width]."""
    slots = torch.zeros(packs.ids.shape, dtype=torch.bool)
    slots[:, 2 : 2 + vocabulary.SLOTS] = True
    hidden = model.text_model.model(
        input_ids=packs.ids, image_embeds=embeds[packs.scenes], image_embeds_position_mask=slots, use_cache=False,
        attention_mask=torch.where(packs.sees, 0.0, NEVER)[:, None], position_ids=packs.places + 2,
    ).last_hidden_state
    picked = chosen(packs.weights[:, 1:].sum(-1))
    logits = model.text_model.lm_head(hidden[:, :-1].flatten(0, 1)[picked]).float()
    each = F.cross_entropy(logits, packs.ids[:, 1:].flatten()[picked], reduction="none")
    weights = packs.weights[:, 1:].flatten(0, 1)[picked]
    return (each @ weights) / weights.sum(0)


def chosen(weights, multiple: int = 512):
    """Where weights are, filled up with a place without one: few shapes keep oneDNN's caches small."""
    picked = weights.flatten().nonzero().squeeze(1)
    nothing = int((weights.flatten() == 0).nonzero()[0])
    return F.pad(picked, (0, -len(picked) % multiple), value=nothing)


def losses(model, head, pixel_values, packs, patches):
    """The picture is looked at once for all that is said about it."""
    seen = model.vision_model(pixel_values)[0]
    embeds = F.normalize(model.vision_model.model.post_layernorm(seen), dim=-1)
    embeds, _ = model.image_to_text_projection(embeds)
    return *say(model, embeds, packs), head(seen[:, 1:], patches)


def take_packs(model) -> None:
    """Lets the text model take a mask of which token sees which; as it is, it takes only one of padding."""
    text = model.text_model.model
    ordinary = text._prepare_decoder_attention_mask
    text._prepare_decoder_attention_mask = lambda mask, *rest: mask if mask is not None and mask.ndim == 4 else ordinary(mask, *rest)


def rate(progress: float, peak: float) -> float:
    """One cycle: 5 % warm-up, then a cosine to zero."""
    if progress < 0.05:
        return peak * (0.04 + 0.96 * progress / 0.05)
    return peak * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - 0.05) / 0.95)))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=pathlib.Path, default=pathlib.Path("../target/classes"), help="the compiled drawer")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("run"), help="folder of the run, which goes on where it was")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint to start from, instead of fresh weights")
    parser.add_argument("--steps", type=int, default=14000)
    parser.add_argument("--minutes", type=float, help="end after this long instead of after --steps")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--peak", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--first-lessons", type=int, default=600, help="steps with at most two things a scene")
    parser.add_argument("--bf16", action="store_true", help="autocast matrix products to bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--measure-every", type=int, default=1000)
    return parser.parse_args()


class Run:
    """A training run in its folder: what it has learnt, and how far it is. It goes on where it was."""

    def __init__(self, args, tokenizer):
        self.args, self.tokenizer = args, tokenizer
        self.model, self.head = checkpoint.start(tokenizer, args.start), PatchHead()
        take_packs(self.model)
        self.parameters = [*self.model.parameters(), *self.head.parameters()]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [p for p in self.parameters if p.ndim > 1], "weight_decay": 0.02},
                {"params": [p for p in self.parameters if p.ndim <= 1], "weight_decay": 0.0},
            ],
            lr=args.peak, betas=(0.9, 0.98), fused=True,
        )
        self.state, self.step, spent = args.out / "state.pt", 0, 0.0
        if self.state.exists():
            saved = torch.load(self.state, weights_only=True)
            self.model.load_state_dict(saved["model"]), self.head.load_state_dict(saved["head"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, spent = saved["step"], saved["spent"]
        self.began = time.time() - spent

    def progress(self) -> float:
        by_time = self.args.minutes and (time.time() - self.began) / 60 / self.args.minutes
        return by_time or self.step / self.args.steps

    def learn(self, inputs) -> list[float]:
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.progress(), self.args.peak)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.args.bf16):
            parts = losses(self.model, self.head, *inputs)
        self.optimiser.zero_grad()
        sum(part * weight for part, weight in zip(parts, WEIGHTS)).backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.step += 1
        return [part.item() for part in parts]

    def save(self):
        saved = {"model": self.model.state_dict(), "head": self.head.state_dict(), "optimiser": self.optimiser.state_dict()}
        temporary = self.state.with_suffix(".tmp")
        torch.save(saved | {"step": self.step, "spent": time.time() - self.began}, temporary)
        temporary.replace(self.state)

    def measure(self, wording, unseen, name: str):
        self.model.eval()
        scored = {"step": self.step, "seconds": round(time.time() - self.began)}
        scored |= measure.everything(self.model, self.tokenizer, wording, unseen)
        self.model.train()
        with open(self.args.out / "measured.jsonl", "a") as log:
            log.write(json.dumps(scored) + "\n")
        print(json.dumps(scored), flush=True)
        checkpoint.save(self.model, self.tokenizer, self.args.out / name)


def lessons(args, wording, step: int):
    """Batches from the step on: at first scenes with few things, then all of them."""
    first = max(0, args.first_lessons - step)
    for most, count in ((2, first), (0, None)):
        begin = args.seed + (step if most == 2 else step + first) * args.batch
        if count != 0:
            yield from itertools.islice(scenes.batches(args.batch, begin, args.classes, wording, most), count)


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    tokenizer = vocabulary.build()
    wording = Wording(tokenizer)
    run = Run(args, tokenizer)
    stream = scenes.records("fresh", 50_000_000, args.classes)
    unseen = list(itertools.islice(stream, 192))
    stream.close()
    print(f"{sum(p.numel() for p in run.model.parameters()):,} parameters, {len(tokenizer)} tokens", flush=True)
    log = open(args.out / "losses.csv", "a")
    for inputs in lessons(args, wording, run.step):
        if run.progress() >= 1:
            break
        parts = run.learn(inputs)
        if run.step % 25 == 0:
            numbers = [run.step, round(time.time() - run.began), *(round(part, 4) for part in parts)]
            log.write(",".join(map(str, numbers)) + "\n")
            log.flush()
        if run.step % 250 == 0:
            run.save()
        if run.step % args.measure_every == 0:
            run.measure(wording, unseen, "latest")
    run.save()
    run.measure(wording, unseen, "final")
    curves.draw(args.out)


if __name__ == "__main__":
    main()
