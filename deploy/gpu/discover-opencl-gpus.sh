#!/usr/bin/env bash
# Prints this machine's OpenCL GPUs as Spark wants them of a resource discovery script:
#   {"name": "gpu", "addresses": ["0", "1"]}
# An address is the number in the device's name, opencl:0, opencl:1: GPUs in the order of their
# platforms. Name it in spark.executor.resource.gpu.discoveryScript (and .worker. or .driver.).
set -euo pipefail

count_by_clinfo() {
  clinfo --raw 2>/dev/null | grep -c 'CL_DEVICE_TYPE  *CL_DEVICE_TYPE_GPU' || true
}

# Where clinfo is not installed, the driver's own tool counts; both see the same devices.
count_by_driver() {
  if command -v nvidia-smi >/dev/null; then
    nvidia-smi --list-gpus 2>/dev/null | grep -c '^GPU ' || true
  elif command -v rocm-smi >/dev/null; then
    rocm-smi --showid 2>/dev/null | grep -c 'Device ID' || true
  else
    echo 0
  fi
}

if command -v clinfo >/dev/null; then
  count=$(count_by_clinfo)
else
  count=$(count_by_driver)
fi

addresses=
for ((i = 0; i < count; i++)); do
  addresses="$addresses${addresses:+, }\"$i\""
done
echo "{\"name\": \"gpu\", \"addresses\": [$addresses]}"
