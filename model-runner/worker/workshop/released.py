"""Random checkpoints in the released layout: names, shapes, vocabulary and tags are the released model's. See README.md.

Each number is a hash of its tensor's name and its place, so that the tests write the same checkpoint without Python.
"""

import argparse
import gzip
import io
import json
import pathlib
import struct
import unicodedata

import numpy as np
import sentencepiece
import torch
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram
from transformers import CLIPImageProcessor, Kosmos2Config, Kosmos2ForConditionalGeneration
from sentencepiece import sentencepiece_model_pb2

HERE = pathlib.Path(__file__).parent
EMBEDDING = "text_model.model.embed_tokens.weight"
MASK = 64001
SLOTS = """. ▁the , ▁to ▁and ▁of ▁as ▁in ▁I ▁that ' ▁for ▁is ▁was - ▁on ' ▁it ▁with ▁you s ▁are ▁this ▁be ▁at ▁have ▁from ▁or
▁not ▁by ▁he ▁but ▁they ▁his ▁which ▁an ▁we ▁one ▁all ▁has ▁had ▁their ▁will ▁my ▁there ▁can ▁more ▁what ▁who ▁so ▁if ▁out ▁about ▁up
▁her ▁when ▁do ▁been ▁time ▁were ▁would ▁some ▁no ▁your""".split()
# scripts whose letters are pieces of their own, as far as the vocabulary goes
RANGES = [(0x21, 0x7E), (0xA1, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x531, 0x58A), (0x591, 0x5F4), (0x600, 0x6FF), (0x900, 0x97F)]
RANGES += [(0x980, 0x9FF), (0xB80, 0xBFF), (0xE01, 0xE5B), (0x10A0, 0x10FF), (0x1200, 0x137F), (0x1780, 0x17FF), (0x1E00, 0x1FFF)]
RANGES += [(0x2010, 0x204A), (0x20A0, 0x20C0), (0x2190, 0x21FF), (0x2600, 0x27BF), (0x3041, 0x30FF), (0xAC00, 0xD7A3), (0x4E00, 0x9FA5)]
RANGES += [(0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF)]


def sentences() -> list[str]:
    return (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()


def charsmap() -> bytes:
    """The normalisation (nmt_nfkc) that the released tokenizer has from SentencePiece."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences() * 20), model_writer=model, vocab_size=900, hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc", minloglevel=2,
    )
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto.normalizer_spec.precompiled_charsmap


def pieces() -> list[tuple[str, float]]:
    found: dict[str, float] = {"<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0}
    slots = list(dict.fromkeys(SLOTS))
    slots += [f"▁{a}{b}" for a in "st" for b in "hrlwnm"][: 64 - len(slots)]
    assert len(slots) == 64
    for rank, piece in enumerate(slots):
        found[piece] = -3.5 - rank / 32
    words = [w for line in sentences() for w in unicodedata.normalize("NFKC", line).split()]
    for rank, word in enumerate(dict.fromkeys(words)):
        found.setdefault("▁" + word, -9 - rank / 1024)
        found.setdefault(word, -10 - rank / 1024)
        for end in range(2, min(len(word), 6)):
            found.setdefault("▁" + word[:end], -10.5 - rank / 1024)
            found.setdefault(word[-end:], -11 - rank / 1024)
    found.setdefault("▁", -5.0)
    for first, last in RANGES:
        for point in range(first, last + 1):
            if unicodedata.category(chr(point))[0] not in "CZ":
                found.setdefault(chr(point), -12.0)
    point = 0  # syllables in pairs fill what is left
    while len(found) < MASK:
        found.setdefault(chr(0xAC00 + point % 11172) + chr(0x3041 + point // 7 % 80), -13.5)
        point += 1
    return list(found.items())[:MASK] + [("<mask>", 0.0)]


def tokenizer() -> Tokenizer:
    vocabulary = pieces()
    assert len(vocabulary) == MASK + 1 and len(dict(vocabulary)) == MASK + 1
    made = Tokenizer(Unigram(vocabulary, unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.Precompiled(charsmap()), normalizers.Replace(Regex(" {2,}"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    made.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in ("<s>", "<pad>", "</s>", "<unk>")])
    made.add_special_tokens([AddedToken("<mask>", special=True, lstrip=True, normalized=False)])
    tags = ["</doc>", "<image>", "</image>", "</chunk>", "</line>", "<phrase>", "</phrase>", "<object>", "</object>"]
    tags += ["</delimiter_of_multi_objects/>", "<grounding>"] + [f"<patch_index_{k:04d}>" for k in range(1024)]
    made.add_tokens([AddedToken(t, lstrip=True, rstrip=False, normalized=False) for t in tags])
    assert made.token_to_id("</doc>") == 64002 and made.token_to_id("<patch_index_1023>") == 65036
    return made


def config(file: pathlib.Path | None) -> Kosmos2Config:
    """The released shape, or a file's."""
    return Kosmos2Config() if file is None else Kosmos2Config(**json.loads(file.read_text()))


def shapes(config: Kosmos2Config) -> dict[str, tuple[int, ...]]:
    with torch.device("meta"):
        model = Kosmos2ForConditionalGeneration._from_config(config, attn_implementation="eager")
    found = {name: tuple(parameter.shape) for name, parameter in model.named_parameters()}
    return dict(sorted(found.items()))


def hashed(name: str, start: int, count: int) -> np.ndarray:
    """Numbers from -1 to 1: the upper 24 bits of splitmix64, seeded with the name's FNV-1a."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    with np.errstate(over="ignore"):
        z = np.arange(start + 1, start + 1 + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return ((z >> np.uint64(40)).astype(np.int32) - (1 << 23)).astype(np.float32) / np.float32(1 << 23)


def values(name: str, shape: tuple[int, ...], seed: str, start: int = 0, count: int | None = None) -> np.ndarray:
    """A part of a tensor, flat: norms about 1, biases about 0, weights by their width."""
    size = int(np.prod(shape))
    made = hashed(seed + name, start, size - start if count is None else count)
    if len(shape) == 1:
        made = made * np.float32(0.25)
        return made + np.float32(1) if name.endswith(".weight") else made
    # pictures count, and what is said moves away from what was said
    gain = 8.0 if name.startswith("image_to_text") else 6.0 if "ffn.fc2" in name else 2.5
    made = made * np.float32(gain / np.sqrt(size // shape[0]))
    if name == EMBEDDING:
        row = (start + np.arange(len(made))) // shape[1]
        made[row == 1] = 0
        made[row == 2] *= np.float32(3)  # so that rows end, and at different steps
        made[row >= MASK + 1] *= np.float32(1.25)  # so that tags are spoken
    return made


def stored(numbers: np.ndarray, kind: str) -> bytes:
    if kind == "BF16":
        return torch.from_numpy(numbers).to(torch.bfloat16).view(torch.int16).numpy().tobytes()
    return numbers.astype({"F32": "<f4", "F16": "<f2"}[kind]).tobytes()


def write_safetensors(out: pathlib.Path, tensors: dict[str, tuple[int, ...]], kind: str, seed: str) -> None:
    header, at = {"__metadata__": {"format": "pt"}}, 0
    for name, shape in tensors.items():
        size = int(np.prod(shape)) * (4 if kind == "F32" else 2)
        header[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    with out.open("wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for name, shape in tensors.items():
            for start in range(0, int(np.prod(shape)), 1 << 22):
                count = min(1 << 22, int(np.prod(shape)) - start)
                file.write(stored(values(name, shape, seed, start, count), kind))


def write_checkpoint(out: pathlib.Path, file: pathlib.Path | None, kind: str, shards: int, seed: str, words: bytes) -> None:
    out.mkdir(parents=True, exist_ok=True)
    shape = config(file)
    if file is None:
        shape.save_pretrained(out)
    else:
        (out / "config.json").write_bytes(file.read_bytes())
    ngram = {"no_repeat_ngram_size": 3 if file is None else json.loads(file.read_text())["no_repeat_ngram_size"]}
    (out / "generation_config.json").write_text(json.dumps(ngram) + "\n")
    CLIPImageProcessor(
        size={"height": 224, "width": 224}, crop_size={"height": 224, "width": 224}, do_center_crop=False, resample=3
    ).save_pretrained(out)
    (out / "tokenizer.json").write_bytes(words)
    tensors = shapes(shape)
    if shards == 1:
        return write_safetensors(out / "model.safetensors", tensors, kind, seed)
    names = list(tensors)
    index = {}
    for i in range(shards):
        part = {name: tensors[name] for name in names[i * len(names) // shards : (i + 1) * len(names) // shards]}
        name = f"model-{i + 1:05d}-of-{shards:05d}.safetensors"
        write_safetensors(out / name, part, kind, seed)
        index.update(dict.fromkeys(part, name))
    (out / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": index}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path, help="folder of the checkpoint")
    parser.add_argument("--config", type=pathlib.Path, help="a smaller shape; the released one without it")
    parser.add_argument("--kind", choices=["F32", "F16", "BF16"], default="F32")
    parser.add_argument("--shards", type=int, default=1)
    options = parser.parse_args()
    words = gzip.decompress((HERE.parent / "src/test/resources/released/tokenizer.json.gz").read_bytes())
    write_checkpoint(options.out, options.config, options.kind, options.shards, "", words)


if __name__ == "__main__":
    main()
