#!/bin/sh
# Plans run on one architecture of GPU and one version of TensorRT, so each pair has a folder of its
# own: CHATBRUSH_PLANS/sm90-10.15.1. This finds the one for this container and is then the command
# that it is given, with CHATBRUSH_MODELS set to it. `plans.sh --make COMMAND` may make it first.
set -eu
plans=${CHATBRUSH_PLANS:-/models}
refuse() { echo "✗ $1" >&2; echo "  → $2" >&2; exit 1; }

capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null | head -n 1) || true
case $capability in
  [0-9]*.[0-9]*) ;;
  *) refuse "This container sees no NVIDIA GPU (nvidia-smi: ${capability:-not there})." \
       "on the host: nvidia-smi, then 'nvidia-ctk runtime configure --runtime=docker'; without a GPU: --profile cpu" ;;
esac
library=$(ldconfig -p | sed -n 's/.*libnvinfer\.so\.[0-9]* .*=> //p' | head -n 1)
[ -n "$library" ] || refuse "This image has no TensorRT (libnvinfer)." "build it from NVIDIA's image"
version=$(readlink -f "$library" | sed 's/.*libnvinfer\.so\.//')
wanted=sm$(echo "$capability" | tr -d .)-$version
export CHATBRUSH_MODELS="$plans/$wanted"

if [ "${1:-}" = --make ]; then
  shift
elif [ ! -f "$CHATBRUSH_MODELS/.assembled.json" ]; then
  # shellcheck disable=SC2012 # our own names
  there=$(ls "$plans" 2>/dev/null | tr '\n' ' ')
  refuse "No models for $wanted (this GPU, this TensorRT) in $plans; there is: ${there:-nothing}." \
    "run the builder (deploy/docker/model-builder.Dockerfile) on this kind of GPU"
fi
exec "$@"
