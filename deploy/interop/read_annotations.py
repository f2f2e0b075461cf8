#!/usr/bin/env python3
"""Reads annotations with a client that is not ours, through the schema registry.

    read_annotations.py BOOTSTRAP_SERVERS REGISTRY [--topic TOPIC] [--max N] [--seconds S]

Prints one JSON object a record and ends after N records. Exit code 1 if fewer came within S seconds.
Needs Debian's python3-confluent-kafka, python3-avro and python3-requests.
"""

import argparse
import json
import sys
import time

from confluent_kafka import Consumer
from confluent_kafka.avro.cached_schema_registry_client import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bootstrap_servers")
    parser.add_argument("registry", help="base address of Confluent's API")
    parser.add_argument("--topic", default="annotations")
    parser.add_argument("--max", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()

    registry = CachedSchemaRegistryClient({"url": options.registry})
    decoder = MessageSerializer(registry)
    consumer = Consumer({
        "bootstrap.servers": options.bootstrap_servers,
        "group.id": "interop-%d" % time.time_ns(),
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
        "enable.auto.commit": False,
    })
    consumer.subscribe([options.topic])
    read = 0
    deadline = time.monotonic() + options.seconds
    try:
        while read < options.max and time.monotonic() < deadline:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                print(message.error(), file=sys.stderr)
                continue
            if message.value() is None:
                continue
            value = decoder.decode_message(message.value())
            key = message.key().decode("utf-8")
            if key != value["imageId"]:
                sys.exit("key %r is not the image %r" % (key, value["imageId"]))
            print(json.dumps(value, default=str))
            read += 1
    finally:
        consumer.close()
    return 0 if read == options.max else 1


if __name__ == "__main__":
    sys.exit(main())
