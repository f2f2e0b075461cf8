"""Small pictures of every format and kind that the image gate decodes, each with Pillow's own preparation of it.

    python formats.py            writes them; what Pillow cannot write is put together here, byte by byte
"""

import io
import struct
import zlib

import pictures
from PIL import Image

SIDE = 32
OUT = pictures.FILES / "formats"


def scene(width: int = 61, height: int = 43) -> Image.Image:
    """Smooth colours, and a hard edge."""
    picture = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            edge = 90 if (x - 40) ** 2 + (y - 15) ** 2 < 90 else 0
            picture.putpixel((x, y), (255 * x // width, 255 * y // height, (x * y // 9 + edge) % 256))
    return picture


def see_through(picture: Image.Image) -> Image.Image:
    picture = picture.convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    return picture


def save(name: str, picture: Image.Image, **options) -> bytes:
    picture.save(OUT / name, **options)
    return (OUT / name).read_bytes()


def put(name: str, content: bytes) -> None:
    (OUT / name).write_bytes(content)


def without(jpeg: bytes, marker: int) -> bytes:
    at = jpeg.index(bytes([0xFF, marker]))
    return jpeg[:at] + jpeg[at + 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0] :]


def jpegs(rgb: Image.Image) -> None:
    cmyk = save("cmyk.jpg", rgb.convert("CMYK"), quality=90)
    adobe = cmyk.index(b"Adobe")
    put("cmyk-unmarked.jpg", without(cmyk, 0xEE))
    put("ycck.jpg", cmyk[: adobe + 11] + b"\2" + cmyk[adobe + 12 :])
    plain = save("rgb.jpg", rgb, quality=90, keep_rgb=True)
    put("rgb-named.jpg", without(plain, 0xEE))
    put("ycc-unmarked.jpg", without(save("4-4-4.jpg", rgb, quality=90, subsampling=0), 0xE0))
    save("4-2-2.jpg", rgb, quality=90, subsampling=1, restart_marker_blocks=3)
    save("noise-of-others.jpg", rgb, quality=90, comment=b"hello" * 99, icc_profile=b"no profile" * 50)


def adam7(rows: list[list[bytes]]) -> bytes:
    lines = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for row in rows[y0::dy]:
            pixels = row[x0::dx]
            if pixels:
                lines += b"\0" + b"".join(pixels)
    return lines


def png(width: int, height: int, depth: int, kind: int, lines: bytes, interlaced: int, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def pngs(rgb: Image.Image) -> None:
    w, h = rgb.size
    clear = see_through(rgb)
    put("interlaced.png", png(w, h, 8, 2, adam7([[bytes(rgb.getpixel((x, y))) for x in range(w)] for y in range(h)]), 1))
    deep = [[struct.pack(">4H", *(c * 257 for c in clear.getpixel((x, y)))) for x in range(w)] for y in range(h)]
    put("interlaced-deep-alpha.png", png(w, h, 16, 6, adam7(deep), 1))
    put("deep-alpha.png", png(w, h, 16, 6, b"".join(b"\0" + b"".join(row) for row in deep), 0))
    put("tiny-interlaced.png", png(3, 2, 8, 2, adam7([[bytes(rgb.getpixel((x, y))) for x in range(3)] for y in range(2)]), 1))
    lines = b"".join(b"\0" + bytes(x * 7 % 256 for x in range((w + 3) // 4)) for _ in range(h))
    put("two-bits.png", png(w, h, 2, 0, lines, 0))
    exif = Image.Exif()
    exif[0x0112] = 6
    save("turned.png", rgb, exif=exif)
    bomb = chunk(b"zTXt", b"bomb\0\0" + zlib.compress(bytes(1 << 20), 9)) + chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(1 << 20), 9))
    put("ballast.png", png(w, h, 8, 2, b"".join(b"\0" + rgb.crop((0, y, w, y + 1)).tobytes() for y in range(h)), 0, bomb))


def gifs(rgb: Image.Image) -> None:
    flat = rgb.quantize(60, dither=Image.Dither.NONE)
    still = save("palette.gif", flat, interlace=0)
    save("interlaced.gif", flat, interlace=1)
    save("grey.gif", rgb.convert("L"))
    save("transparent.gif", flat, transparency=7)
    save("animated.gif", flat, save_all=True, append_images=[flat.rotate(180), flat.rotate(90)], duration=40, loop=0)
    put("small-on-screen.gif", still[:6] + struct.pack("<HH", 80, 70) + still[10:])
    put("larger-than-screen.gif", still[:6] + struct.pack("<HH", 20, 10) + still[10:])


def webps(rgb: Image.Image) -> None:
    clear = see_through(rgb)
    save("lossy.webp", rgb, quality=80)
    save("lossless.webp", rgb, lossless=True)
    save("lossy-alpha.webp", clear, quality=80)
    save("lossless-alpha.webp", clear, lossless=True)
    later = [rgb.rotate(180), rgb.rotate(90)]
    save("animated.webp", rgb, save_all=True, append_images=later, duration=40, quality=80)
    save("animated-alpha.webp", clear, save_all=True, append_images=[see_through(p) for p in later], duration=40, quality=80)
    exif = Image.Exif()
    exif[0x0112] = 8
    save("turned.webp", rgb, quality=80, exif=exif)


def bmp(width: int, height: int, bits: int, coding: int, between: bytes, data: bytes, colours: int = 0) -> bytes:
    at = 54 + len(between)
    return (
        struct.pack("<2sIHHI", b"BM", at + len(data), 0, 0, at)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, coding, len(data), 2835, 2835, colours, 0)
        + between
        + data
    )


def bmps(rgb: Image.Image) -> None:
    w, h = rgb.size
    save("colours.bmp", rgb)
    save("palette.bmp", rgb.quantize(40))
    save("grey.bmp", rgb.convert("L"))
    save("bilevel.bmp", rgb.convert("1"))
    at = [[rgb.getpixel((x, y)) for x in range(w)] for y in range(h)]
    pad = b"\0" * (-w * 3 % 4)
    put("top-down.bmp", bmp(w, -h, 24, 0, b"", b"".join(b"".join(bytes(p[::-1]) for p in row) + pad for row in at)))
    pad = b"\0" * (-w * 2 % 4)
    fives = b"".join(b"".join(struct.pack("<H", (r >> 3) << 10 | (g >> 3) << 5 | b >> 3) for r, g, b in row) + pad for row in at[::-1])
    put("five-bits.bmp", bmp(w, h, 16, 0, b"", fives))
    sixes = b"".join(b"".join(struct.pack("<H", (r >> 3) << 11 | (g >> 2) << 5 | b >> 3) for r, g, b in row) + pad for row in at[::-1])
    put("six-bits.bmp", bmp(w, h, 16, 3, struct.pack("<III", 0xF800, 0x7E0, 0x1F), sixes))
    wide = b"".join(b"".join(struct.pack("<I", r << 16 | g << 8 | b) for r, g, b in row) for row in at[::-1])
    put("with-masks.bmp", bmp(w, h, 32, 3, struct.pack("<III", 0xFF0000, 0xFF00, 0xFF), wide))
    put("unused-byte.bmp", bmp(w, h, 32, 0, b"", wide))
    palette = b"".join(struct.pack("<BBBB", i * 13 % 256, i * 7 % 256, i * 16, 0) for i in range(16))
    fours = b"".join(bytes((x * 2 % 16) << 4 | (x * 2 + y) % 16 for x in range((w + 1) // 2)) + b"\0" * (-((w + 1) // 2) % 4) for y in range(h))
    put("four-bits.bmp", bmp(w, h, 4, 0, palette, fours, 16))
    runs = b"".join(bytes([20, y % 16, 0, 5, 1, 2, 3, 4, 5, 0, w - 25, (y + 5) % 16, 0, 0]) for y in range(h)) + b"\0\1"
    put("runs.bmp", bmp(w, h, 8, 1, palette, runs, 16))


def tiff(order: str, fields: dict[int, tuple], data: list[bytes], offsets: int) -> bytes:
    """A directory of fields {tag: numbers}; the parts' places are filled in under the tag `offsets`."""
    head = 8
    places, at = [], head
    for part in data:
        places.append(at)
        at += len(part)
    at += at & 1
    fields = dict(sorted({**fields, offsets: tuple(places)}.items()))
    directory, behind = struct.pack(order + "H", len(fields)), b""
    free = at + 2 + 12 * len(fields) + 4
    for tag, numbers in fields.items():
        values = struct.pack(f"{order}{len(numbers)}I", *numbers)
        directory += struct.pack(order + "HHI", tag, 4, len(numbers))
        if len(values) <= 4:
            directory += values
        else:
            directory += struct.pack(order + "I", free + len(behind))
            behind += values
    body = b"".join(data)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "I", at) + body + b"\0" * (at - head - len(body)) + directory + struct.pack(order + "I", 0) + behind


def tiffs(rgb: Image.Image) -> None:
    w, h = rgb.size
    clear = see_through(rgb)
    save("plain.tiff", rgb)
    save("lzw.tiff", rgb, compression="tiff_lzw")
    save("deflate.tiff", rgb, compression="tiff_adobe_deflate", tiffinfo={317: 2})
    save("packbits.tiff", rgb.convert("L"), compression="packbits")
    save("fax-3.tiff", rgb.convert("1"), compression="group3")
    save("fax-4.tiff", rgb.convert("1"), compression="group4")
    save("bilevel.tiff", rgb.convert("1"))
    save("palette.tiff", rgb.quantize(50))
    save("alpha.tiff", clear)
    save("grey-alpha.tiff", clear.convert("LA"))
    save("cmyk.tiff", rgb.convert("CMYK"))
    deep = Image.frombytes("I;16", (w, h), b"".join(struct.pack("<H", x * 900 + y * 77) for y in range(h) for x in range(w)))
    save("deep-grey.tiff", deep)
    save("pages.tiff", rgb, save_all=True, append_images=[rgb.rotate(90, expand=True)])
    save("turned.tiff", rgb, tiffinfo={274: 6})
    basics = {256: (w,), 257: (h,), 258: (8, 8, 8), 259: (1,), 262: (2,), 277: (3,)}
    rows = [rgb.crop((0, y, w, min(y + 10, h))).tobytes() for y in range(0, h, 10)]
    put("big-endian.tiff", tiff(">", {**basics, 278: (10,), 279: tuple(map(len, rows))}, rows, 273))
    planes = [band.tobytes() for band in rgb.split()]
    put("planes.tiff", tiff("<", {**basics, 278: (h,), 279: tuple(map(len, planes)), 284: (2,)}, planes, 273))
    tiles = [rgb.crop((x, y, x + 32, y + 16)).tobytes() for y in range(0, h, 16) for x in range(0, w, 32)]
    put("tiles.tiff", tiff("<", {**basics, 322: (32,), 323: (16,), 325: tuple(map(len, tiles))}, tiles, 324))
    grey = rgb.convert("L").tobytes()
    white = {256: (w,), 257: (h,), 258: (8,), 259: (1,), 262: (0,), 277: (1,), 278: (h,), 279: (len(grey),)}
    put("white-is-zero.tiff", tiff("<", white, [grey], 273))


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    for write in (jpegs, pngs, gifs, webps, bmps, tiffs):
        write(scene())
    for path in sorted(OUT.iterdir()):
        seen = pictures.shown(f"formats/{path.name}", SIDE)
        path.with_name(path.name + ".rgb").write_bytes(seen.tobytes())
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
