#!/usr/bin/env bash
# Builds the image, brings compose.yaml up with a real engine, feeds it, reads vectors, kills processes in it, takes it down.
#
#   docker/test.sh              with stand-ins for the official images (test/README.md says what of them is real)
#   docker/test.sh --official   with the official images, where a registry can be reached
#
# Needs root or the docker group, dockerd, docker compose or docker-compose, a JDK, and for the stand-ins debootstrap. About 6 GB of
# disk under $SINESTREAM_TEST_DIR (default /var/tmp/sinestream-docker-test).
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
work=${SINESTREAM_TEST_DIR:-/var/tmp/sinestream-docker-test}
official=false
[[ ${1:-} == --official ]] && official=true
export CHECKPOINT_INTERVAL=3s SIMULATE_RATE=${SIMULATE_RATE:-100} DOCKER_BUILDKIT=${DOCKER_BUILDKIT:-0}
. "$here/compose"
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}
FLINK_PORT=$(free_port) KAFKA_PORT=$(free_port) PROMETHEUS_PORT=$(free_port) GRAFANA_PORT=$(free_port)
export FLINK_PORT KAFKA_PORT PROMETHEUS_PORT GRAFANA_PORT

start=$SECONDS
say() { printf '%4d s  %s\n' $((SECONDS - start)) "$*"; }
fail() {
    say "FAILED: $*"
    compose logs --tail=40 || true
    exit 1
}
docker info >/dev/null 2>&1 || { echo "dockerd does not answer: start it, or set DOCKER_HOST" >&2; exit 2; }
mkdir -p "$work"

# --- stand-ins -------------------------------------------------------------------------------------------------------------------
declare -A names=(
    [flink]=$(sed -n 's/^ARG FLINK_IMAGE=//p' "$here/Dockerfile")
    [kafka]=$(sed -n 's/^ *image: \(apache.kafka:.*\)/\1/p' "$here/compose.yaml")
    [prometheus]=$(sed -n 's/^ *image: \(prom.prometheus:.*\)/\1/p' "$here/compose.yaml")
    [grafana]=$(sed -n 's/^ *image: \(grafana.grafana:.*\)/\1/p' "$here/compose.yaml")
)
build() { docker build -q "$@" >"$work/build.log" 2>&1 || { cat "$work/build.log" && fail "docker build $*"; }; }
build_stand_in() {
    local name=${names[$1]} label
    if docker image inspect "$name" >/dev/null 2>&1; then
        label=$(docker image inspect -f '{{index .Config.Labels "io.sinestream.stand-in"}}' "$name")
        [[ $label == true ]] || fail "$name is here and no stand-in: run docker/test.sh --official"
    fi
    build -t "$name" "$work/$1"
    say "stand-in for $name built"
}
stand_ins() {
    local lib=$root/flink-job/target/launcher/lib
    if ! docker image inspect sinestream-stand-in/debian-java >/dev/null 2>&1; then
        command -v debootstrap >/dev/null || fail "debootstrap is not there: install it, or run with --official"
        if [[ ! -f $work/java/root.tar ]]; then
            rm -rf "$work/root"
            debootstrap --variant=minbase --include=bash,openjdk-17-jre-headless,libjemalloc2,libgomp1,procps,prometheus \
                bookworm "$work/root" >"$work/debootstrap.log"
            rm -rf "$work/root"/var/cache/apt/archives/*.deb
            mkdir -p "$work/java"
            tar -C "$work/root" --exclude=./proc --exclude=./sys --exclude=./dev -cf "$work/java/root.tar" .
        fi
        cp "$here/test/java.Dockerfile" "$work/java/Dockerfile"
        build -t sinestream-stand-in/debian-java "$work/java"
        say "base of the stand-ins built from Debian packages"
    fi
    rm -rf "$work/flink" "$work/kafka" "$work/prometheus" "$work/grafana"
    for one in flink kafka prometheus grafana; do cp -r "$here/test/$one" "$work/$one"; done
    mkdir -p "$work/flink/lib" "$work/kafka/libs"
    for jar in "$lib"/*.jar; do
        grep -q -F -f <(sed 's/^/\//' "$here/test/not-in-flink.txt") <<<"$jar" || cp "$jar" "$work/flink/lib/"
        case $(basename "$jar") in flink-* | frocksdb* | api-* | pytorch-* | sinestream-*) ;; *) cp "$jar" "$work/kafka/libs/" ;; esac
    done
    javac --release 17 -d "$work/flink/classes" -cp "$lib/*" "$work/flink/StandInApplication.java"
    jar --create --file "$work/flink/lib/stand-in-application.jar" -C "$work/flink/classes" .
    javac --release 17 -d "$work/grafana" "$work/grafana/StandInGrafana.java"
    for one in flink kafka prometheus grafana; do build_stand_in "$one"; done
}

# --- questions -------------------------------------------------------------------------------------------------------------------
get() { curl -fsS --max-time 10 "http://127.0.0.1:$1"; }
job=00000000000000000000000000000000
# The job's own count of plays, which is state: it goes on after a restart.
plays_read() {
    get "$FLINK_PORT/jobs/$job/accumulators" | tr '{' '\n' | sed -n 's/.*"events.read".*"value":"\([0-9]*\)".*/\1/p' | head -n 1
}
more_plays_than() { local now && now=$(plays_read) && [[ -n $now ]] && ((now > $1)); }
healthy() { [[ $(docker inspect -f '{{.State.Health.Status}}' "$(compose ps -q "$1")") == healthy ]]; }
restarted() { (($(docker inspect -f '{{.RestartCount}}' "$(compose ps -q "$1")") > 0)); }
checkpointed() { [[ $(get "$FLINK_PORT/jobs/$job/checkpoints" | sed 's/.*"counts":{[^}]*"completed":\([0-9]*\).*/\1/') -ge $1 ]]; }
scraped() { get "$PROMETHEUS_PORT/api/v1/query?query=count(up==1)" | grep -q '"2"\]'; }
# Waits for a question to be answered with yes.
await() {
    local what=$1 seconds=$2 end
    shift 2
    end=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || fail "no $what within $seconds s"
        sleep 1
    done
    say "$what"
}
# As the kernel would: the engine sees a crash, not somebody's wish, and its restart policy applies.
crash() { kill -9 "$(docker inspect -f '{{.State.Pid}}' "$(compose ps -q "$1")")" && say "$1 killed with -9"; }

# --- the test --------------------------------------------------------------------------------------------------------------------
"$root/flink-job/bin/sine-stream" package --out "$here/package"
if $official; then say "with the official images"; else say "with STAND-INS for ${names[*]}: see docker/test/README.md" && stand_ins; fi
compose config -q
say "compose.yaml is valid"
trap 'compose down --volumes --remove-orphans >/dev/null 2>&1' EXIT
compose build >"$work/build.log" 2>&1 || { cat "$work/build.log" && fail "the image does not build"; }
say "image built: $(docker image inspect -f '{{.Size}}' "${SINESTREAM_IMAGE:-sinestream:latest}" | awk '{ printf "%d MB", $1 / 1048576 }')"
compose up -d >"$work/up.log" 2>&1 || { cat "$work/up.log" && fail "it does not come up"; }
say "started"
for one in kafka jobmanager taskmanager; do await "$one is healthy" 240 healthy "$one"; done
await "plays arrive" 120 more_plays_than 500
await "Prometheus scrapes JobManager and TaskManager" 90 scraped
await "Grafana answers" 60 get "$GRAFANA_PORT/api/health"
[[ $(compose exec -T taskmanager id -un) == flink ]] || fail "the TaskManager runs as root"
java -cp "$root/flink-job/target/launcher/lib/*" "$here/test/ReadVectors.java" "127.0.0.1:$KAFKA_PORT" 2>/dev/null | grep '^vectors read' || fail "no vectors"

await "checkpoints are taken" 60 checkpointed 2
before=$(plays_read)
crash taskmanager
await "the engine has started it again" 60 restarted taskmanager
await "the job goes on behind $before plays" 180 more_plays_than $((before + 200))
await "jobmanager is healthy" 120 healthy jobmanager

await "checkpoints are taken" 60 checkpointed 3
before=$(plays_read)
crash jobmanager
await "the engine has started it again" 60 restarted jobmanager
await "the job goes on behind $before plays, from its newest checkpoint" 180 more_plays_than $((before + 200))
compose logs jobmanager | grep -F 'going on from' | tail -n 1

"$here/down" --volumes >/dev/null 2>&1
[[ -z $(docker ps -q --filter label=com.docker.compose.project=sinestream) ]] || fail "containers are left"
say "all is down again: PASSED"
