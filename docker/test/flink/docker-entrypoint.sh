#!/usr/bin/env bash
# Stand-in: the commands and variables of the official image's entry point that we use, on Maven's jars.
set -euo pipefail
conf=$FLINK_HOME/conf
printf '%s\n' "${FLINK_PROPERTIES:-}" >"$conf/config.yaml"
lib="$FLINK_HOME/lib/*"
[[ ${DISABLE_JEMALLOC:-false} == true ]] || export LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2

# Fills `jvm` and `dynamic` as the distribution's scripts do.
memory() {
    local answer
    answer=$(java -cp "$lib" org.apache.flink.runtime.util.bash.BashJavaUtils "$1" --configDir "$conf" -D taskmanager.cpu.cores=1.0 |
        sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
    read -r -a jvm <<<"$(sed -n 1p <<<"$answer")"
    read -r -a dynamic <<<"$(sed -n 2p <<<"$answer")"
}

common=(--add-opens=java.base/java.util=ALL-UNNAMED -Dlog4j2.configurationFile="file:$conf/log4j-console.properties")
case ${1:-help} in
    standalone-job)
        shift
        memory GET_JM_RESOURCE_PARAMS
        class='' from='' arguments=()
        while (($#)); do
            case $1 in
                --job-classname) class=$2 && shift 2 ;;
                --fromSavepoint) from=$2 && shift 2 ;;
                *) arguments+=("$1") && shift ;;
            esac
        done
        exec java "${jvm[@]}" "${common[@]}" -cp "$lib" StandInApplication "$conf" "$FLINK_HOME/usrlib" "$class" "$from" "${arguments[@]}"
        ;;
    jobmanager)
        shift
        memory GET_JM_RESOURCE_PARAMS
        exec java "${jvm[@]}" "${common[@]}" -cp "$lib" org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
            --configDir "$conf" --executionMode cluster "${dynamic[@]}" "$@"
        ;;
    taskmanager)
        shift
        memory GET_TM_RESOURCE_PARAMS
        exec java "${jvm[@]}" "${common[@]}" -cp "$lib" org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$conf" "${dynamic[@]}" "$@"
        ;;
    *) exec "$@" ;;
esac
