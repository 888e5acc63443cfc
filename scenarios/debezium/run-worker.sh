#!/bin/sh
# Starts a Kafka Connect worker with a version of Debezium's connector: run-worker.sh 3.6
# Jars and plugins are in $ALIMENTADOR_KAFKA, as kafka.md puts them there; offsets are new in each run.
set -eu
cd "$(dirname "$0")/kafka"
place="${ALIMENTADOR_KAFKA:-/tmp/alimentador-kafka}"
worker="$ALIMENTADOR_CONNECTOR_FOLDER/worker.properties"
sed -e "s|^plugin.path=.*|plugin.path=$place/plugins-$1|" \
  -e "s|^offset.storage.file.filename=.*|offset.storage.file.filename=$ALIMENTADOR_CONNECTOR_FOLDER/offsets.dat|" \
  "worker-$1.properties" > "$worker"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$place/jars:$place/jars/*" \
  org.apache.kafka.connect.cli.ConnectStandalone "$worker" "debezium-$1.json"
