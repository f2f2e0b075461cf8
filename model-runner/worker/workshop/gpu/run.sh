#!/usr/bin/env bash
# Unpacks the chunks beside it and measures, the most important first. Each step leaves its result before the next begins; a step that is
# done is not done again, so that a run that was cut off, or had too little time, goes on where it was.
#
#   run.sh [--work DIR] [--results DIR] [--provider cuda|cpu] [--minutes N] [--python PYTHON] [--tiny]
#
# --minutes: no step begins, and none goes on, after so many. --tiny: seconds instead of minutes, to try the archive itself.
# Exit code 0 if every step is done, 3 if some are left for the next run, 1 if something is broken.
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$here/work results= provider=cuda minutes=1000 python=python3 tiny=
while [ $# -gt 0 ]; do
  case $1 in
    --work) work=$2; shift 2 ;;
    --results) results=$2; shift 2 ;;
    --provider) provider=$2; shift 2 ;;
    --minutes) minutes=$2; shift 2 ;;
    --python) python=$2; shift 2 ;;
    --tiny) tiny=yes; shift ;;
    *) echo "run.sh: no option $1" >&2; exit 2 ;;
  esac
done
results=${results:-$work/results}
deadline=$((SECONDS + minutes * 60))
state=$work/state
mkdir -p "$work" "$results" "$state"

"$python" "$here/assemble.py" "$here" "$work/bench" || { echo "run.sh: chunks are missing" >&2; exit 1; }
bench=$work/bench models=$work/models
mkdir -p "$work/tmp"

export TMPDIR=$work/tmp DJL_CACHE_DIR=$work/tmp/djl NO_COLOR=1 HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 PYTHONUNBUFFERED=1

reference() { "$python" "$bench/gpu_reference.py" --device "$provider" --out "$state/reference.json" "$@"; }

# CUDA 12's libraries are ours alone: torch has those that it wants. What Java starts, such as a runner, finds them too.
groundstream() {
  LD_LIBRARY_PATH=$bench/cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    JDK_JAVA_OPTIONS="-Donnxruntime.native.path=$bench/native -Djava.awt.headless=true -Djava.io.tmpdir=$work/tmp" \
    "$bench/jdk/bin/java" -Xmx6g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    --add-modules jdk.incubator.vector -Dgroundstream.home="$bench/home" ${profile:+-Dgroundstream.onnx.profile="$profile"} \
    -cp "$(echo "$bench"/lib/groundstream-local-*.jar):$bench/lib/*" io.groundstream.local.Groundstream "$@"
}

gpu() {
  groundstream bench gpu --provider "$provider" --work "$models" --batches "$batches" --new-tokens "$tokens" --seconds "$seconds" \
    --pictures "$pictures" "$@"
}

# 3 where a step is left for another run
left_over=0

# step NAME SECONDS COMMAND…: its output becomes results/NAME.txt, unless it was done before. Reports are made anew of what there is.
step() {
  local name=$1 limit=$2 left=$((deadline - SECONDS)) start=$SECONDS
  shift 2
  if [ -f "$state/$name.done" ]; then return; fi
  if [ "$left" -lt 15 ]; then
    echo "$name: left for the next run"
    left_over=3
    return
  fi
  [ "$limit" -lt "$left" ] || limit=$left
  echo "$name: begins, at most $limit s" >&2
  # the command runs in a group of its own, all of which ends with it
  set -m
  "$@" >"$results/$name.txt" 2>"$results/$name.log" &
  local job=$!
  set +m
  (
    sleep "$limit" &
    nap=$!
    trap 'kill $nap; exit' TERM
    wait $nap
    kill -TERM -- -"$job"
    sleep 5
    kill -KILL -- -"$job"
  ) >/dev/null 2>&1 &
  local guard=$!
  wait "$job"
  local code=$?
  kill "$guard" 2>/dev/null
  wait "$guard" 2>/dev/null
  if [ "$code" = 0 ]; then
    case "$name" in report*) ;; *) touch "$state/$name.done" ;; esac
    echo "$name: done in $((SECONDS - start)) s"
  else
    left_over=3
    echo "$name: exit code $code after $((SECONDS - start)) s: $(tail -n 1 "$results/$name.log" | cut -c1-300)"
  fi
  cp "$state"/*.json "$results" 2>/dev/null
}

about() {
  date -u
  uname -a
  nproc
  free -m
  nvidia-smi 2>&1
  nvidia-smi --query-gpu=name,driver_version,clocks.max.sm,clocks.max.mem,power.limit --format=csv 2>&1
  "$bench/jdk/bin/java" -version 2>&1
  "$python" -c 'import torch, transformers; print("torch", torch.__version__, "transformers", transformers.__version__)' 2>&1
  true
}

ours() { gpu generator --sizes "$1" --json >"$state/$1.json.draft" && mv "$state/$1.json.draft" "$state/$1.json"; }

profiled() {
  profile=$work/tmp/profile seconds=0 batches=$1 tokens=16
  gpu generator --sizes "$largest"
  "$python" "$bench/op_profile.py" "$(ls -t "$work"/tmp/profile*.json | head -n 1)"
}

# At which batch size ours was fastest.
best() {
  "$python" -c 'import json, sys
points = json.load(open(sys.argv[1]))["points"]
print(max(points, key=lambda p: p["imagesPerSecond"])["batch"])' "$state/$largest.json" 2>/dev/null || echo 16
}

report() {
  local size
  for size in $sizes; do
    [ -f "$state/$size.json" ] || continue
    gpu generator --sizes "$size" --points "$state/$size.json" --reference "$state/reference.json" "$@"
  done
}

if [ -n "$tiny" ]; then
  sizes="embedded large" largest=large batches=1,2 tokens=8 seconds=0 pictures=8
else
  sizes="full large embedded" largest=full batches=1,2,4,8,16,32,64,128 tokens=64 seconds=3 pictures=256
fi
full_name="random 1.66 B" large_name="random 60 M"

step about 60 about
# is everything there, and does a GPU say what a CPU says?
step agreement 120 gpu agreement --sizes embedded
step machine 90 reference --seconds "$seconds"
step prepare 300 gpu prepare --sizes "$(echo "${sizes% embedded}" | tr ' ' ',')"
step "generator-$largest" 300 ours "$largest"
if [ -z "$tiny" ]; then
  step reference-full 300 reference --model "$full_name=$models/full" --batches "$batches" --new-tokens "$tokens" --seconds "$seconds" --until 280
  step report-full 60 report
  step pipeline 240 gpu pipeline --sizes full --pipeline-batch "$(best)" --json
  step profile 120 profiled "$(best)"
  step generator-large 120 ours large
fi
step reference-large 180 reference --model "$large_name=$models/large" --batches "$batches" --new-tokens "$tokens" --seconds "$seconds" --until 170
step generator-embedded 120 ours embedded
step reference-embedded 120 reference --model "embedded=$bench/home/model-runner/embedded/checkpoint" --pictures "$bench/pictures" \
  --batches "$batches" --new-tokens "$tokens" --seconds "$seconds" --until 110
[ -z "$tiny" ] || step pipeline 240 gpu pipeline --sizes embedded --pipeline-batch 2 --json
step report 60 report
step report-json 60 report --json
[ -z "$tiny" ] || step profile 120 profiled 1

exit $left_over
