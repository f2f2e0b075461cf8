"""Trains the embedded model from scratch on scenes that the drawer draws. See README.md for the recipe."""

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
import measure
import scenes
import vocabulary


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


def losses(model, head, pixel_values, ids, wanted, patches):
    seen = model.vision_model(pixel_values)[0]
    embeds = F.normalize(model.vision_model.model.post_layernorm(seen), dim=-1)
    embeds, _ = model.image_to_text_projection(embeds)
    slots = torch.zeros(ids.shape, dtype=torch.bool)
    slots[:, 2 : 2 + vocabulary.SLOTS] = True
    hidden = model.text_model.model(
        input_ids=ids, image_embeds=embeds, image_embeds_position_mask=slots, use_cache=False
    ).last_hidden_state
    logits = model.text_model.lm_head(hidden[:, :-1][wanted[:, 1:]]).float()
    return F.cross_entropy(logits, ids[:, 1:][wanted[:, 1:]]), head(seen[:, 1:], patches)


def rate(progress: float, peak: float) -> float:
    """One cycle: 5 % warm-up, then a cosine to zero."""
    if progress < 0.05:
        return peak * (0.04 + 0.96 * progress / 0.05)
    return peak * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - 0.05) / 0.95)))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=pathlib.Path, required=True, help="compiled drawer: target/classes")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=9300)
    parser.add_argument("--minutes", type=float, help="end after this long instead of after --steps")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--peak", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--bf16", action="store_true", help="autocast matrix products to bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--measure-every", type=int, default=1000)
    return parser.parse_args()


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    tokenizer = vocabulary.build()
    wording = scenes.Wording(tokenizer)
    model, head = checkpoint.start(tokenizer), PatchHead()
    parameters = [*model.parameters(), *head.parameters()]
    matrices = [p for p in parameters if p.ndim > 1]
    vectors = [p for p in parameters if p.ndim <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.02}, {"params": vectors, "weight_decay": 0.0}],
        lr=args.peak, betas=(0.9, 0.98), fused=True,
    )
    state, step, spent = args.out / "state.pt", 0, 0.0
    if args.resume and state.exists():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"]), head.load_state_dict(saved["head"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["spent"]
    stream = scenes.records("fresh", 50_000_000, args.classes)
    unseen = list(itertools.islice(stream, 256))
    stream.close()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(tokenizer)} tokens", flush=True)

    began = time.time() - spent
    log = open(args.out / "losses.csv", "a")
    for inputs in scenes.batches(args.batch, args.seed + step * args.batch, args.classes, wording):
        progress = (time.time() - began) / 60 / args.minutes if args.minutes else step / args.steps
        if progress >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate(progress, args.peak)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            caption, patch = losses(model, head, *inputs)
        optimiser.zero_grad()
        (caption + patch).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        step += 1
        if step % 25 == 0:
            log.write(f"{step},{time.time() - began:.0f},{rate(progress, args.peak):.6f},{caption.item():.4f},{patch.item():.4f}\n")
            log.flush()
        if step % 250 == 0:
            spent = time.time() - began
            saved = {"model": model.state_dict(), "head": head.state_dict(), "optimiser": optimiser.state_dict()}
            torch.save(saved | {"step": step, "spent": spent}, args.out / "state.tmp")
            (args.out / "state.tmp").replace(state)
        if step % args.measure_every == 0:
            model.eval()
            scored = measure.on_stream(model, tokenizer, wording, unseen)
            model.train()
            print(step, f"{time.time() - began:.0f}s", json.dumps(scored), flush=True)
            checkpoint.save(model, tokenizer, args.out / "latest")
    checkpoint.save(model.eval(), tokenizer, args.out / "final")
    print(step, "final", json.dumps(measure.on_stream(model, tokenizer, wording, unseen)), flush=True)


if __name__ == "__main__":
    main()
