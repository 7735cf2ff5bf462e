#!/bin/bash
# with-fake-sysfs.sh COMMAND...
#
# Runs COMMAND where /sys shows an Intel server of two sockets with RAPL, through powercap and through perf, whose
# counters grow at known powers. Its exit status is COMMAND's. Nothing outside is touched: the tree lives in a mount
# namespace of its own, and is gone when COMMAND ends.
#
# What grows, in W, also stands in /sys/fake/powers.tsv (channel, watts):
#
#   rapl/package-0-die-0        40     rapl/package-0-die-0/dram    4
#   rapl/package-0-die-1        30     rapl/package-0-die-1/dram    3
#   rapl/package-1              60     rapl/package-1/dram          6
#   rapl/package-1/core         45     rapl/psys                  150
#   rapl/mmio/package-0-die-0   40     (the same counter as rapl/package-0-die-0)
#   rapl/perf/energy-pkg/cpu-0  60     rapl/perf/energy-ram/cpu-0   6
#
# package-1 wraps FAKE_WRAP_S seconds after the start (whole number, 4 when unset), its dram 1 s later and
# package-0-die-1 2 s later, each by its own range. The perf events are of the
# kernel's own cpu-clock, which counts ns: with a scale of 6e-8 J it shows 60 W. Processor 0 is of package 1.
# Counters have mode 0400, as since Linux 5.10: `setpriv --reuid=65534 --clear-groups` inside shows what a user sees.
#
# Needs unshare (util-linux) and bash 5; root, or user namespaces (then perf and `setpriv` will not work).
set -eu

if [ "${1:-}" != --inside ]; then
    [ $# -gt 0 ] || { echo "usage: $0 COMMAND..." >&2; exit 2; }
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(--map-root-user)
    exec unshare "${as_root[@]}" --mount --propagation private -- bash "$0" --inside "$@"
fi
shift

readonly PACKAGE_RANGE=262143328850 DRAM_RANGE=65712999613
readonly CLASS=/sys/class/powercap RAPL=/sys/devices/virtual/powercap
files=() watts=() starts=() ranges=()

# zone FOLDER NAME WATTS START RANGE CHANNEL
zone() {
    local type=${1%%:*} short
    short=$(basename "$1")
    local folder=$RAPL/$type/$1
    mkdir -p "$folder"
    echo "$2" >"$folder/name"
    echo "$5" >"$folder/max_energy_range_uj"
    echo 1 >"$folder/enabled"
    echo "$4" >"$folder/energy_uj"
    chmod 0400 "$folder/energy_uj"
    ln -s "../../devices/virtual/powercap/$type/$1" "$CLASS/$short"
    files+=("$folder/energy_uj") watts+=("$3") starts+=("$4") ranges+=("$5")
    printf '%s\t%s\n' "$6" "$3" >>/sys/fake/powers.tsv
}

build() {
    mount -t tmpfs -o mode=0755 fake-sysfs /sys
    mkdir -p "$CLASS" /sys/fake "$RAPL/intel-rapl" "$RAPL/intel-rapl-mmio"
    ln -s ../../devices/virtual/powercap/intel-rapl "$CLASS/intel-rapl"
    ln -s ../../devices/virtual/powercap/intel-rapl-mmio "$CLASS/intel-rapl-mmio"
    local p=$PACKAGE_RANGE d=$DRAM_RANGE wrap=${FAKE_WRAP_S:-4}
    zone intel-rapl:0 package-0-die-0 40 1000000 $p rapl/package-0-die-0
    zone intel-rapl:0/intel-rapl:0:0 dram 4 2000000 $d rapl/package-0-die-0/dram
    zone intel-rapl:1 package-0-die-1 30 $((p - 30000000 * (wrap + 2))) $p rapl/package-0-die-1
    zone intel-rapl:1/intel-rapl:1:0 dram 3 3000000 $d rapl/package-0-die-1/dram
    zone intel-rapl:2 package-1 60 $((p - 60000000 * wrap)) $p rapl/package-1
    zone intel-rapl:2/intel-rapl:2:0 core 45 4000000 $p rapl/package-1/core
    zone intel-rapl:2/intel-rapl:2:1 dram 6 $((d - 6000000 * (wrap + 1))) $d rapl/package-1/dram
    zone intel-rapl:3 psys 150 5000000 $p rapl/psys
    zone intel-rapl-mmio:0 package-0-die-0 40 1000000 $p rapl/mmio/package-0-die-0

    local unit=/sys/devices/power cpu=/sys/devices/system/cpu/cpu0/topology
    mkdir -p $unit/events /sys/bus/event_source/devices $cpu
    ln -s ../../../devices/power /sys/bus/event_source/devices/power
    echo 1 >$unit/type
    echo 0 >$unit/cpumask
    event energy-pkg 6.0e-8 60
    event energy-ram 6.0e-9 6
    echo 1 >$cpu/physical_package_id
    echo 0 >$cpu/die_id
    echo 0 >$cpu/core_id

    printf 'processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nflags\t\t: fpu\n' >/sys/fake/cpuinfo
    mount --bind /sys/fake/cpuinfo /proc/cpuinfo
}

# event NAME JOULES_PER_NS WATTS
event() {
    echo event=0x00 >"/sys/devices/power/events/$1"
    echo "$2" >"/sys/devices/power/events/$1.scale"
    echo Joules >"/sys/devices/power/events/$1.unit"
    printf 'rapl/perf/%s/cpu-0\t%s\n' "$1" "$3" >>/sys/fake/powers.tsv
}

# Every 10 ms: start + watts x µs, in µJ, as long as it lives. Written over the old number without cutting the file
# first, so that no reader finds it empty; cut only when a wrap makes it shorter.
advance() {
    local began=${EPOCHREALTIME/[.,]/} now i raw last=("${starts[@]}") pause
    exec {pause}<> <(:)
    while :; do
        now=${EPOCHREALTIME/[.,]/}
        for i in "${!files[@]}"; do
            raw=$(((starts[i] + watts[i] * (now - began)) % (ranges[i] + 1)))
            if [ ${#raw} -lt ${#last[i]} ]; then
                echo $raw >"${files[i]}"
            else
                echo $raw 1<>"${files[i]}"
            fi
            last[i]=$raw
        done
        read -rt 0.01 -u "$pause" || :
    done
}

build
advance &
writer=$!
trap 'kill $writer 2>/dev/null || :; wait $writer 2>/dev/null || :' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
status=0
"$@" || status=$?
exit $status
