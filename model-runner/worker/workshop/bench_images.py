"""Pillow's side of the image benchmark: decode, alpha over white, upright, squash; medians on one thread.

    python bench_images.py draw DIR                      pictures of 0.3, 2 and 12 megapixels, drawn from noise and edges
    python bench_images.py time SIDE REPETITIONS PICTURE...    one line of JSON a picture, as ImageBench prints it

`draftMillis` lets libjpeg decode at the smallest scale that Pillow's `draft` allows for the square, `reducedMillis` at the
smallest that leaves two and a half times the square, as the image gate does.
"""

import io
import json
import pathlib
import random
import statistics
import sys
import time

import pictures
from PIL import Image, ImageDraw, ImageFilter, ImageOps


def drawn(width: int, height: int, seed: int) -> Image.Image:
    """About as hard to code as a photograph: soft colours, sharp shapes, grain."""
    draw = random.Random(seed)
    small = Image.frombytes("RGB", (40, 30), draw.randbytes(40 * 30 * 3))
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(120):
        x, y, size = draw.randrange(width), draw.randrange(height), draw.randrange(width // 60, width // 8)
        pen.ellipse((x, y, x + size, y + size // 2), fill=tuple(draw.randbytes(3)))
    grain = Image.effect_noise((width, height), 24).filter(ImageFilter.GaussianBlur(0.7)).convert("RGB")
    return Image.blend(picture, grain, 0.2)


def prepared(content: bytes, side: int, least: int) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    if least:
        picture.draft("RGB", (least, least))
    return pictures.rgb(ImageOps.exif_transpose(picture)).resize((side, side), Image.Resampling.BICUBIC)


def median(content: bytes, side: int, repetitions: int, least: int) -> float:
    took = []
    for _ in range(repetitions):
        start = time.perf_counter()
        prepared(content, side, least)
        took.append(time.perf_counter() - start)
    return round(statistics.median(took) * 1e3, 2)


def main() -> None:
    if sys.argv[1] == "draw":
        out = pathlib.Path(sys.argv[2])
        out.mkdir(parents=True, exist_ok=True)
        for name, width, height in (("0.3", 640, 480), ("2", 1632, 1224), ("12", 4000, 3000)):
            picture = drawn(width, height, 1)
            picture.save(out / f"{name}-megapixels.jpg", quality=88)
            if name == "2":
                picture.save(out / f"{name}-megapixels.png")
                picture.save(out / f"{name}-megapixels.webp", quality=80, method=2)
        return
    side, repetitions = int(sys.argv[2]), int(sys.argv[3])
    for path in map(pathlib.Path, sys.argv[4:]):
        content = path.read_bytes()
        width, height = Image.open(path).size
        print(
            json.dumps(
                {
                    "picture": path.name,
                    "width": width,
                    "height": height,
                    "draftMillis": median(content, side, repetitions, side),
                    "reducedMillis": median(content, side, repetitions, side * 5 // 2),
                    "fullMillis": median(content, side, repetitions, 0),
                }
            )
        )


if __name__ == "__main__":
    main()
