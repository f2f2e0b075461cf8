"""Draws a run's learning curves, losses.csv and measured.jsonl, as curves.png."""

import csv
import json
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, EDGE = 900, 360, 44
INK, PALE = "#24292f", "#d8dee4"
COLOURS = ["#d1495b", "#30638e", "#edae49", "#00798c", "#8e5572", "#5b8c5a", "#3d3b8e"]


def panel(draw, left: int, title: str, series: dict[str, list[tuple[float, float]]], top: float, unit: str, bottom: float = 0.0):
    """One chart, its points in minutes against values from bottom to top."""
    right, width = left + WIDTH // 2 - EDGE - 12, WIDTH // 2 - EDGE - 12
    last = max((x for points in series.values() for x, _ in points), default=1) or 1
    font, small = ImageFont.load_default(15), ImageFont.load_default(12)
    draw.text((left, 8), title, INK, font=font)
    low, high = HEIGHT - 34, 40
    for i in range(5):
        y = low + (high - low) * i / 4
        draw.line((left, y, right, y), PALE)
        draw.text((left - 34, y - 7), f"{bottom + (top - bottom) * i / 4:.2f}", INK, font=small)
    for i in range(4):
        draw.text((left + width * i / 3 - 8, low + 6), f"{last * i / 3:.0f}", INK, font=small)
    draw.text((right - 46, low + 18), unit, INK, font=small)
    for i, (name, points) in enumerate(series.items()):
        at = lambda p: (left + width * p[0] / last, low + (high - low) * (min(max(p[1], bottom), top) - bottom) / (top - bottom))
        draw.line([at(p) for p in points], COLOURS[i], 2, joint="curve")
        draw.text((right - 150, high + 14 * i + (190 if top == 1 else 4)), name, COLOURS[i], font=small)


def draw(run: pathlib.Path) -> None:
    # steps that were done again after an interruption come twice: the later ones count
    rows = list({row[0]: [float(v) for v in row] for row in csv.reader((run / "losses.csv").open())}.values())
    grouped = [rows[at : at + 8] for at in range(0, len(rows), 8)]
    mean = lambda group, i: sum(row[i] for row in group) / len(group)
    losses = {n: [(mean(g, 1) / 60, mean(g, i)) for g in grouped] for i, n in ((2, "captions"), (3, "other tasks"), (4, "patches"))}
    measured = [json.loads(line) for line in (run / "measured.jsonl").read_text().splitlines()]
    keys = ["captionExact", "groundingRecallAt50", "meanIou", "referringRecallAt50", "regionAccuracy", "answerAccuracy"]
    scores = {key: [(m["seconds"] / 60, m[key]) for m in measured] for key in keys}
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    canvas = ImageDraw.Draw(image)
    panel(canvas, EDGE, "Loss a token (training scenes)", losses, 2.0, "minutes")
    panel(canvas, WIDTH // 2 + EDGE, "Unseen scenes", scores, 1.0, "minutes")
    image.save(run / "curves.png")


if __name__ == "__main__":
    draw(pathlib.Path(sys.argv[1]))
