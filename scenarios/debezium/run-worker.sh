#!/bin/sh
# Starts a Kafka Connect worker with a version of Debezium's connector: run-worker.sh 3.6 [setting=value ...]
# Jars and plugins are in $ALIMENTADOR_KAFKA, as kafka.md puts them there; offsets are new in each run. Settings after the
# version are the worker's, over those of its file.
set -eu
cd "$(dirname "$0")/kafka"
place="${ALIMENTADOR_KAFKA:-/tmp/alimentador-kafka}"
version="$1"
shift
worker="$ALIMENTADOR_CONNECTOR_FOLDER/worker.properties"
sed -e "s|^plugin.path=.*|plugin.path=$place/plugins-$version|" \
  -e "s|^offset.storage.file.filename=.*|offset.storage.file.filename=$ALIMENTADOR_CONNECTOR_FOLDER/offsets.dat|" \
  "worker-$version.properties" > "$worker"
for setting in "$@"; do echo "$setting" >> "$worker"; done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$place/jars:$place/jars/*" \
  org.apache.kafka.connect.cli.ConnectStandalone "$worker" "debezium-$version.json"
