"""Puts chunks of archive.py together: checks their sums and unpacks them with all cores. Needs nothing but Python.

    assemble.py CHUNKS TARGET [--missing]

CHUNKS has a manifest for each set (`native.json`, `core.json`, `pipeline.json`) and the sets' chunks; a set of which some are missing or damaged is named
and left out, and the exit code is 1 unless that is `pipeline`. A set that is unpacked already is left alone. --missing only names what is missing.
"""

import hashlib
import json
import lzma
import multiprocessing
import os
import pathlib
import sys
import tarfile
import zlib


def faults(folder: pathlib.Path, manifest: dict) -> list[str]:
    found = []
    for chunk in manifest["chunks"]:
        file = folder / chunk["file"]
        if not file.exists():
            found.append(f"{chunk['file']} is missing")
        elif file.stat().st_size != chunk["bytes"] or hashlib.sha256(file.read_bytes()).hexdigest() != chunk["sha256"]:
            found.append(f"{chunk['file']} is damaged")
    return found


def unpack(job: tuple[str, str, str, list[int]]) -> None:
    chunk, codec, raw, (offset, at, length) = job
    with open(chunk, "rb") as source, open(raw, "r+b") as target:
        source.seek(at)
        target.seek(offset)
        target.write((zlib if codec == "zlib" else lzma).decompress(source.read(length)))


def assemble(folder: pathlib.Path, manifest: dict, target: pathlib.Path, raw: pathlib.Path) -> None:
    with open(raw, "wb") as file:
        file.truncate(manifest["bytes"])
    jobs = [
        (str(folder / chunk["file"]), manifest["codec"], str(raw), block)
        for chunk in manifest["chunks"]
        for block in chunk["blocks"]
    ]
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(unpack, jobs, chunksize=1):
            pass
    with tarfile.open(raw) as tar:
        tar.extractall(target, filter="fully_trusted")
    os.remove(raw)


def main():
    folder, target = map(pathlib.Path, sys.argv[1:3])
    only = sys.argv[3:] == ["--missing"]
    target.mkdir(parents=True, exist_ok=True)
    code = 0
    for name in ("native", "core", "pipeline"):
        mark = target / f".{name}"
        if mark.exists() and not only:
            continue
        file = folder / f"{name}.json"
        manifest = json.loads(file.read_text()) if file.exists() else None
        found = [f"{file.name} is missing"] if manifest is None else faults(folder, manifest)
        if found:
            print(f"{name}: " + "; ".join(found), flush=True)
            code = code if name == "pipeline" else 1
        elif not only:
            assemble(folder, manifest, target, target / f"{name}.tar")
            mark.touch()
            print(f"{name}: unpacked", flush=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
