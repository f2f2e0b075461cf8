"""Writes what the reference makes of tagged texts, most of them broken. See README.md."""

import json
import pathlib
import random
import sys

from transformers.models.kosmos2.processing_kosmos2 import clean_text_and_extract_entities_with_bboxes as read

PARTS = ["<phrase>", "</phrase>", "<object>", "</object>", "</delimiter_of_multi_objects/>", "<grounding>", "<image>"]
PARTS += ["<patch_index_0005>", "<patch_index_0911>", "<patch_index_0000>", "<patch_index_1023>", "<patch_index_\u0663>"]
WORDS = [" a", " cat", "😀", "猫", "é", "e\u0301", " ", "  ", "\n", "\t", "\u3000", "\u00a0", "\u0085", "\u2028", "\r", "<", ">", "<b", "a>b", "</", "."]
BOX = "<patch_index_{:04d}><patch_index_{:04d}>"


def entity(dice: random.Random) -> str:
    boxes = [BOX.format(dice.randrange(1024), dice.randrange(1024)) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
    words = "".join(dice.choice(WORDS[:-5]) for _ in range(dice.randrange(4)))
    phrase = f"<phrase>{words}</phrase>" if dice.random() < 0.8 else ""
    return phrase + "<object>" + "</delimiter_of_multi_objects/>".join(boxes) + "</object>"


def text(dice: random.Random) -> str:
    made = "<grounding> An image of" if dice.random() < 0.3 else ""
    for _ in range(dice.randrange(1, 12)):
        made += dice.choice([entity(dice), dice.choice(PARTS), dice.choice(WORDS), dice.choice(WORDS)])
    if dice.random() < 0.2:
        cut = dice.randrange(len(made) + 1)
        made = made[:cut] + made[cut + dice.randrange(1, 4) :]
    return made


def main(out: pathlib.Path, count: int) -> None:
    dice = random.Random(5)
    cases = []
    for _ in range(count):
        tagged = text(dice)
        caption, entities = read(tagged)
        cases.append({"tagged": tagged, "text": caption, "entities": [{"phrase": p, "span": s, "boxes": b} for p, s, b in entities]})
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
