#!/usr/bin/env python3
"""Publishes records with a client that is not ours, and with the partitioner that it has by itself.

    publish_records.py BOOTSTRAP_SERVERS TOPIC [--partitioner NAME]

Reads a line a record from stdin: the key, a space, the value in hexadecimal. Ends when the broker has all of them.
Needs Debian's python3-confluent-kafka.
"""

import argparse
import sys

from confluent_kafka import Producer


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bootstrap_servers")
    parser.add_argument("topic")
    parser.add_argument("--partitioner", default="consistent_random", help="librdkafka's default")
    options = parser.parse_args()

    failures = []
    producer = Producer({"bootstrap.servers": options.bootstrap_servers, "partitioner": options.partitioner})
    for line in sys.stdin:
        key, value = line.split()
        producer.produce(
            options.topic,
            key=key.encode("utf-8"),
            value=bytes.fromhex(value),
            on_delivery=lambda error, _: failures.append(error) if error else None)
        producer.poll(0)
    left = producer.flush(30)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures or left else 0


if __name__ == "__main__":
    sys.exit(main())
