"""Pictures as the model is shown them: decoded by Pillow, alpha over white, upright, squashed by its bicubic filter."""

import pathlib

from PIL import Image, ImageOps

FILES = pathlib.Path(__file__).parent.parent / "src/test/resources/pictures"


def rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey
        return picture.point(lambda level: level * (1 / 256)).convert("L").convert("RGB")
    if "transparency" in picture.info or picture.mode in ("LA", "RGBA", "PA"):
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("RGB")


def shown(name: str, side: int) -> Image.Image:
    picture = rgb(ImageOps.exif_transpose(Image.open(FILES / name)))
    return picture.resize((side, side), Image.Resampling.BICUBIC)
