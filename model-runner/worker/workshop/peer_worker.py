"""The worker that somebody would write instead: confluent-kafka, Pillow, and transformers' KOSMOS-2 in batches.

    peer_worker.py CHECKPOINT BOOTSTRAP REGISTRY REQUESTS RESULTS COUNT [--batch N] [--new-tokens N] [--threads N]

Reads COUNT requests from a topic, answers each with a caption and its entities, and ends. Prints one JSON object:
{"images", "cpuMillisOutside"}: processor time an image, calls of `generate` left out, first fifth left out.
`groundstream bench runner` starts it beside our own runner. Results are JSON, which spares it the encoding of Avro.
"""

import argparse
import io
import json
import pathlib
import time
import urllib.request

import avro.io
import avro.schema
import torch
from confluent_kafka import Consumer, Producer
from PIL import Image
from transformers import AutoTokenizer, CLIPImageProcessor, Kosmos2ForConditionalGeneration, Kosmos2Processor

PROMPT = "<grounding> An image of"
PATIENCE = 60


class Requests:
    """Avro in Confluent's wire format; schemas are fetched once."""

    def __init__(self, registry: str):
        self.registry, self.readers = registry, {}

    def decode(self, value: bytes) -> dict:
        number = int.from_bytes(value[1:5], "big")
        if number not in self.readers:
            with urllib.request.urlopen(f"{self.registry}/schemas/ids/{number}") as reply:
                self.readers[number] = avro.io.DatumReader(avro.schema.parse(json.load(reply)["schema"]))
        return self.readers[number].read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


class Captioner:
    def __init__(self, checkpoint: pathlib.Path, new_tokens: int):
        self.model = Kosmos2ForConditionalGeneration.from_pretrained(checkpoint, dtype=torch.float32).eval()
        self.processor = Kosmos2Processor(
            CLIPImageProcessor.from_pretrained(checkpoint), AutoTokenizer.from_pretrained(checkpoint)
        )
        self.new_tokens, self.seconds = new_tokens, 0.0

    @torch.inference_mode()
    def answer(self, pictures: list[bytes]) -> list[dict]:
        images = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
        inputs = self.processor(
            images=images, text=[PROMPT] * len(images), return_tensors="pt",
            num_image_tokens=self.model.config.latent_query_num,
        )
        begin = time.process_time()
        made = self.model.generate(
            **inputs, max_new_tokens=self.new_tokens, do_sample=False, bos_token_id=0, pad_token_id=1, eos_token_id=2
        )
        self.seconds += time.process_time() - begin
        answers = []
        for text in self.processor.batch_decode(made, skip_special_tokens=True):
            caption, entities = self.processor.post_process_generation(text)
            answers.append({"text": caption, "entities": entities})
        return answers


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    for name in ("bootstrap", "registry", "requests", "results"):
        parser.add_argument(name)
    parser.add_argument("count", type=int)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--new-tokens", type=int, default=128)
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


def main():
    args = arguments()
    if args.threads:
        torch.set_num_threads(args.threads)
    captioner, requests = Captioner(args.checkpoint, args.new_tokens), Requests(args.registry)
    # fetch.max.bytes and the like as they come: a whole batch fits
    consumer = Consumer({
        "bootstrap.servers": args.bootstrap, "group.id": f"peer-{time.time_ns()}", "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    })
    producer = Producer({"bootstrap.servers": args.bootstrap, "linger.ms": 5})
    consumer.subscribe([args.requests])
    answered, warm, deadline = 0, None, time.monotonic() + PATIENCE
    while answered < args.count and time.monotonic() < deadline:
        messages = [m for m in consumer.consume(min(args.batch, args.count - answered), timeout=1.0) if not m.error()]
        if not messages:
            continue
        pictures = [requests.decode(message.value())["content"]["data"] for message in messages]
        for message, answer in zip(messages, captioner.answer(pictures), strict=True):
            producer.produce(args.results, key=message.key(), value=json.dumps(answer))
        producer.flush()
        consumer.commit(asynchronous=False)
        answered += len(messages)
        deadline = time.monotonic() + PATIENCE
        if warm is None and answered >= args.count / 5:
            warm = answered, time.process_time() - captioner.seconds
    consumer.close()
    if answered < args.count:
        raise SystemExit(f"{answered} of {args.count} requests, then none for {PATIENCE} s")
    outside = time.process_time() - captioner.seconds - warm[1]
    print(json.dumps({"images": answered, "cpuMillisOutside": 1000 * outside / max(1, answered - warm[0])}))


if __name__ == "__main__":
    main()
