"""Sums a profile of ONNX Runtime's by operator: what each costs the host, and of the whole run how much. See docs/gpu.md.

    op_profile.py PROFILE.json

On a GPU a node's time is what it takes to launch it, as the device works on its own: where these sum up to the time of the run, launching
is what the run waits for.
"""

import collections
import json
import sys


def main():
    events = json.load(open(sys.argv[1]))
    runs = sorted(event["dur"] for event in events if event["name"] == "model_run")
    nodes, count = collections.Counter(), collections.Counter()
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            args = event.get("args", {})
            key = (args.get("op_name", "?"), args.get("provider", "?").replace("ExecutionProvider", ""))
            nodes[key] += event["dur"]
            count[key] += 1
    # a loop's time is that of the nodes in it
    whole, own = sum(runs), sum(time for (op, _), time in nodes.items() if op != "Loop")
    print(f"{len(runs)} runs, {whole / 1e3:.1f} ms; nodes {own / 1e3:.1f} ms, {own / max(1, whole):.0%} of it")
    for (op, provider), time in nodes.most_common():
        print(f"{op:32} {provider:6} {count[op, provider]:8} calls {time / 1e3:10.2f} ms {time / count[op, provider]:9.1f} us each")


if __name__ == "__main__":
    main()
