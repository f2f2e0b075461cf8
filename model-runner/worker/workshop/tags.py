"""Writes what the reference makes of tagged texts, most of them broken. See README.md."""

import gzip
import json
import pathlib
import random
import re
import sys

from transformers.models.kosmos2.processing_kosmos2 import clean_text_and_extract_entities_with_bboxes as read

PARTS = ["<phrase>", "</phrase>", "<object>", "</object>", "</delimiter_of_multi_objects/>", "<grounding>", "<image>", "</image>", "</s>"]
PARTS += ["<patch_index_0005>", "<patch_index_0911>", "<patch_index_0000>", "<patch_index_1023>", "<patch_index_\u0663>", "<patch_index_12>", "<patch_index_99999>"]
WORDS = [" a", " cat", "😀", "猫", "é", "e\u0301", " ", "  ", "\n", "\t", "\u3000", "\u00a0", "\u0085", "\u2028", "\r", "<", ">", "<b", "a>b", "</", "."]
BOX = "<patch_index_{:04d}><patch_index_{:04d}>"
# mostly few, so that the file compresses
PLACES = [0, 5, 31, 32, 37, 44, 511, 512, 527, 863, 992, 1000, 1023]
TAG = re.compile(r"(<[^<>]*>)")


def place(dice: random.Random) -> int:
    return dice.randrange(1024) if dice.random() < 0.05 else dice.choice(PLACES)


def entity(dice: random.Random) -> str:
    boxes = [BOX.format(place(dice), place(dice)) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
    words = "".join(dice.choice(WORDS[:-5]) for _ in range(dice.randrange(4)))
    phrase = f"<phrase>{words}</phrase>" if dice.random() < 0.8 else ""
    return phrase + "<object>" + "</delimiter_of_multi_objects/>".join(boxes) + "</object>"


def broken(dice: random.Random) -> str:
    """An entity in another, or one with a tag left out, doubled or moved."""
    tags = TAG.split(entity(dice) + entity(dice))
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(tags))
        change = dice.randrange(4)
        if change == 0:
            tags.insert(at, tags[dice.randrange(len(tags))])
        elif change == 1:
            tags[at] = ""
        elif change == 2:
            tags.insert(at, entity(dice))
        else:
            other = dice.randrange(len(tags))
            tags[at], tags[other] = tags[other], tags[at]
    return "".join(tags)


def text(dice: random.Random) -> str:
    made = "<grounding> An image of" if dice.random() < 0.3 else ""
    for _ in range(dice.randrange(1, 7)):
        made += dice.choice([entity(dice), broken(dice), dice.choice(PARTS), dice.choice(WORDS), dice.choice(WORDS)])
    if dice.random() < 0.2:
        cut = dice.randrange(len(made) + 1)
        made = made[:cut] + made[cut + dice.randrange(1, 4) :]
    return made


def cells(edge: float) -> int:
    """Half cells of the grid: edges and centres are whole numbers of them."""
    assert (64 * edge).is_integer()
    return int(64 * edge)


def main(out: pathlib.Path, count: int) -> None:
    dice = random.Random(5)
    lines = []
    for _ in range(count):
        tagged = text(dice)
        # as the reference's processor does before it reads
        caption, entities = read(tagged.split("</image>")[-1])
        lines.append(json.dumps([tagged, caption, [[phrase, span, [[cells(v) for v in box] for box in boxes]] for phrase, span, boxes in entities]]))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
