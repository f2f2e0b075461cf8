"""Writes how the reference cuts texts of many scripts into tokens, and puts them together again. See README.md."""

import gzip
import json
import pathlib
import random
import sys

from tokenizers import Tokenizer
from transformers import Kosmos2Processor, PreTrainedTokenizerFast
from transformers import CLIPImageProcessor

HERE = pathlib.Path(__file__).parent
TAGS = ["<grounding>", "</s>", "<s>", "<pad>", "<unk>", "<mask>", "<image>", "</image>", "<phrase>", "</phrase>", "<object>", "</object>"]
TAGS += ["<patch_index_0000>", "<patch_index_1023>", "</delimiter_of_multi_objects/>", "</doc>", "<patch_index_", "< s>", "<S>"]
ODD = ["\x00", "\x01", "\x08", "\x1b", "\x7f", "\u0085", "\u00a0", "\u00ad", "\u0301", "\u034f", "\u061c", "\u180e", "\u200b", "\u200d", "\u200e"]
ODD += ["\u2028", "\u202e", "\u2060", "\u3000", "\ufe0f", "\ufeff", "\ufffd", "\t", "\n", "\r\n", "  ", "   ", "\u2581", "\ue000", "\U000e0041"]
ODD += ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇫🇷", "👍🏽", "𝔘𝔫𝔦", "ﬁ", "Ⅳ", "①", "㍿", "ｆｕｌｌ", "ｶﾞ", "e\u0301", "가", "ज़", "ß", "İ", "ǆ", "½", "…", "''"]


# Unicode's White_Space, which the tokenizers library goes by
BLANK = "\t\n\x0b\x0c\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def texts(dice: random.Random, count: int) -> list[str]:
    lines = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    made = dict.fromkeys(lines)
    while len(made) < count:
        line = dice.choice(lines)
        start = dice.randrange(len(line))
        text = line[start : start + dice.randrange(1, 24)]
        for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 3])):
            at = dice.randrange(len(text) + 1)
            kind = dice.random()
            if kind < 0.2:
                added = dice.choice(TAGS)
            elif kind < 0.65:
                added = dice.choice(ODD)
            else:
                added = chr(dice.choice([dice.randrange(0x20, 0x3000), dice.randrange(0x3000, 0xD800), dice.randrange(0x1F000, 0x20000)]))
            text = text[:at] + added + text[at:]
        text = dice.choice(["", "", "", " ", "  ", "\u3000", "\n"]) + text + dice.choice(["", "", "", " ", "  ", "\t"])
        if text.strip(BLANK):
            made[text] = None
    return list(made)


def words_only(file: str) -> Tokenizer:
    """The same words, with no tag that a text could be cut into."""
    json_file = json.loads(file)
    names = {token["content"] for token in json_file["added_tokens"]} - {"<unk>"}
    json_file["added_tokens"] = []
    json_file["post_processor"] = None
    vocabulary = json_file["model"]["vocab"]
    for i, (piece, score) in enumerate(vocabulary):
        if piece in names:
            vocabulary[i] = [f"\uffff{i}", score]
    return Tokenizer.from_str(json.dumps(json_file))


def main(source: pathlib.Path, out: pathlib.Path, count: int) -> None:
    packed = source.read_bytes()
    file = (gzip.decompress(packed) if source.suffix == ".gz" else packed).decode()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(file), bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
        clean_up_tokenization_spaces=False,
    )
    processor = Kosmos2Processor(CLIPImageProcessor(), tokenizer)
    words = words_only(file)
    lines, tagged = [], 0
    for text in texts(random.Random(9), count):
        said = text.strip(BLANK)
        if any(tag in said for tag in tokenizer.get_added_vocab()):
            tagged += 1
            ids = words.encode(f" {said}", add_special_tokens=False).ids
        else:
            ids = processor.tokenizer(f"<grounding><phrase> {said}</phrase>", add_special_tokens=False)["input_ids"][2:-1]
            assert ids == words.encode(f" {said}", add_special_tokens=False).ids, text
        decoded = tokenizer.decode([tokenizer.convert_tokens_to_ids("</image>")] + ids, skip_special_tokens=True)[len("</image>") :]
        lines.append(json.dumps([text, ids, decoded], ensure_ascii=False))
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(len(lines), "texts,", tagged, "with tags")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]))
