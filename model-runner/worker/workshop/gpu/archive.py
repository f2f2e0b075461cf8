"""Packs everything that the GPU benchmark needs on a bare machine with a GPU and no network into chunks of a given size.

    archive.py OUT [--chunk MIB] [--jdk DIR] [--downloads DIR] [--cudnn] [--cpu] [--fast]

Needs the project built (`mvn package -DskipTests`) and Maven for what is fetched once: ONNX Runtime's GPU build, and CUDA 12's
libraries as Maven Central has them. Writes three sets of chunks, `native-*` (ONNX Runtime and CUDA), `core-*` (JDK, jars, embedded model,
reference script) and `pipeline-*` (the registry, which only the whole pipeline needs), a manifest of each with sums, and the two scripts of
the other side. A set whose manifest is there already is not packed again. --cpu leaves out CUDA and takes ONNX Runtime's CPU build.
"""

import argparse
import hashlib
import json
import lzma
import multiprocessing
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
BLOCK = 8 << 20
PRESET = 2
MODULES = (
    "java.se,jdk.unsupported,jdk.incubator.vector,jdk.management,jdk.zipfs,jdk.net,jdk.crypto.ec,jdk.security.auth,"
    "jdk.httpserver,jdk.charsets,jdk.naming.dns,jdk.jfr"
)
# what the provider is linked with; the runtime must be 12.8 or later for it, the others do in any 12
CUDA = {
    "org.bytedeco:cuda:12.6-9.5-1.5.11:jar:linux-x86_64-redist": [
        "libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10",
    ],
    "org.bytedeco:cuda-redist:12.9-9.10-1.5.12:jar:linux-x86_64": ["libcudart.so.12"],
}
CUDNN = ["libcudnn.so.9", "libcudnn_graph.so.9", "libcudnn_ops.so.9"]
# of a service that the benchmark does not start, or of other platforms
SPARE = re.compile(r"rocksdbjni-|leptonica-.*-(linux-arm64|macosx)|^onnxruntime(_gpu)?-")


def fetched(artifact: str, folder: pathlib.Path) -> pathlib.Path:
    """The file of Maven coordinates group:artifact:version[:type:classifier]."""
    group, name, version, *more = artifact.split(":")
    file = folder / ("-".join([name, version, *more[1:]]) + ".jar")
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"],
            cwd=ROOT, check=True,
        )
    return file


def unpacked(jar: pathlib.Path, pick, to: pathlib.Path) -> None:
    """Files of the jar that `pick` gives a name, flat."""
    to.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(jar) as archive:
        for entry in archive.namelist():
            name = pick(entry)
            if name:
                with archive.open(entry) as source, open(to / name, "wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                os.chmod(to / name, 0o755)


def onnxruntime(args) -> pathlib.Path:
    kind = "onnxruntime" if args.cpu else "onnxruntime_gpu"
    return fetched(f"com.microsoft.onnxruntime:{kind}:{version()}", args.downloads)


def classes(jar: pathlib.Path, to: pathlib.Path) -> None:
    """The jar without its libraries, which stand beside it: else each process would unpack 600 MB."""
    with zipfile.ZipFile(jar) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            if "/native/" not in entry.filename:
                out.writestr(entry, source.read(entry))


def version() -> str:
    return re.search(r"<onnxruntime.version>(.*)</", (ROOT / "pom.xml").read_text()).group(1)


def runtime(jdk: pathlib.Path, to: pathlib.Path) -> None:
    subprocess.run(
        [jdk / "bin" / "jlink", "--add-modules", MODULES, "--strip-debug", "--no-header-files", "--no-man-pages", "--output", to],
        check=True,
    )


def native(args, stage: pathlib.Path) -> None:
    wanted = re.compile(r"ai/onnxruntime/native/linux-x64/(.*(?<!tensorrt)\.so)$")
    unpacked(onnxruntime(args), lambda entry: (found := wanted.match(entry)) and found.group(1), stage / "native")
    for artifact, files in {} if args.cpu else CUDA.items():
        picked = set(files + (CUDNN if args.cudnn and "libcublas.so.12" in files else []))
        jar = fetched(artifact, args.downloads)
        unpacked(jar, lambda entry, picked=picked: (name := entry.rpartition("/")[2]) in picked and name, stage / "cuda")
        missing = [name for name in picked if not (stage / "cuda" / name).exists()]
        if missing:
            raise SystemExit(f"{artifact} has no {', '.join(missing)}")


def core(args, stage: pathlib.Path) -> None:
    local = ROOT / "deploy" / "local" / "target"
    built = [*local.glob("groundstream-local-*.jar"), *(local / "lib").glob("*.jar")]
    bundle, checkpoint = ROOT / "model-runner/worker/target/bundle", ROOT / "model-runner/embedded/checkpoint"
    if len(built) < 50 or not (bundle / "model.json").exists():
        raise SystemExit("not built: run `mvn package -DskipTests` first")
    runtime(args.jdk, stage / "jdk")
    (stage / "lib").mkdir()
    for jar in built:
        if not SPARE.search(jar.name):
            shutil.copy(jar, stage / "lib")
    classes(onnxruntime(args), stage / "lib" / "onnxruntime.jar")
    home = stage / "home"
    shutil.copytree(bundle, home / "model-runner/worker/target/bundle")
    shutil.copytree(checkpoint, home / "model-runner/embedded/checkpoint")
    shutil.copytree(HERE.parents[1] / "src/test/resources/embedded", stage / "pictures", ignore=shutil.ignore_patterns("*.json*"))
    for script in ("gpu_reference.py", "op_profile.py"):
        shutil.copy(HERE / script, stage)


def pipeline(stage: pathlib.Path) -> None:
    shutil.copytree(ROOT / "deploy/registry/target/apicurio", stage / "home/deploy/registry/target/apicurio")


def squeezed(place: tuple[str, int, str]) -> bytes:
    file, offset, codec = place
    with open(file, "rb") as source:
        source.seek(offset)
        block = source.read(BLOCK)
    return zlib.compress(block, 1) if codec == "zlib" else lzma.compress(block, preset=PRESET)


def chunks(name: str, stage: pathlib.Path, out: pathlib.Path, limit: int, codec: str) -> None:
    """Blocks that are compressed by themselves, so that many cores can unpack them; a chunk has as many as fit."""
    with tempfile.TemporaryDirectory(dir=out) as folder:
        raw = pathlib.Path(folder) / "raw.tar"
        with tarfile.open(raw, "w") as tar:
            tar.add(stage, arcname=".")
        size = raw.stat().st_size
        manifest = {"bytes": size, "codec": codec, "chunks": []}
        body, blocks = bytearray(), []

        def close():
            file = f"{name}-{len(manifest['chunks']):02d}.part"
            (out / file).write_bytes(body)
            digest = hashlib.sha256(body).hexdigest()
            manifest["chunks"].append({"file": file, "bytes": len(body), "sha256": digest, "blocks": list(blocks)})
            print(f"{file} {len(body) / 2**20:.1f} MiB", flush=True)
            body.clear(), blocks.clear()

        with multiprocessing.Pool() as pool:
            places = [(str(raw), offset, codec) for offset in range(0, size, BLOCK)]
            for (_, offset, _), block in zip(places, pool.imap(squeezed, places), strict=True):
                if body and len(body) + len(block) > limit:
                    close()
                blocks.append([offset, len(body), len(block)])
                body += block
        close()
    (out / f"{name}.json").write_text(json.dumps(manifest))
    total = sum(chunk["bytes"] for chunk in manifest["chunks"])
    print(f"{name}: {size / 2**20:.0f} MiB in {len(manifest['chunks'])} chunks of together {total / 2**20:.0f} MiB", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--chunk", type=int, default=48, help="MiB of a chunk at most")
    parser.add_argument("--jdk", type=pathlib.Path, default=pathlib.Path(os.environ.get("JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64")))
    parser.add_argument("--downloads", type=pathlib.Path, default=ROOT / "target/gpu-downloads")
    parser.add_argument("--sets", default="native,core,pipeline")
    parser.add_argument("--cudnn", action="store_true", help="cuDNN too, which no node of ours needs")
    parser.add_argument("--fast", action="store_true", help="a tenth of the time to pack, half as large again")
    parser.add_argument("--cpu", action="store_true")
    return parser.parse_args()


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    fills = {"native": lambda stage: native(args, stage), "core": lambda stage: core(args, stage), "pipeline": pipeline}
    for name in args.sets.split(","):
        if (args.out / f"{name}.json").exists():
            continue
        with tempfile.TemporaryDirectory(dir=args.out) as folder:
            stage = pathlib.Path(folder) / "stage"
            stage.mkdir()
            fills[name](stage)
            chunks(name, stage, args.out, args.chunk << 20, "zlib" if args.fast else "xz")
    for script in ("assemble.py", "run.sh"):
        shutil.copy(HERE / script, args.out)


if __name__ == "__main__":
    main()
