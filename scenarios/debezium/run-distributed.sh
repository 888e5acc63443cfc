#!/bin/sh
# Starts a distributed Kafka Connect worker, and hands it a connector: run-distributed.sh worker.properties connector.json
# [setting=value ...]. Settings are the worker's, over those of its file. Jars and plugins are in $ALIMENTADOR_KAFKA, as kafka.md
# puts them there, unless CLASSPATH and plugin.path say otherwise.
#
# Its offsets are in a topic, new in each run. A standalone worker writes them to a file, which a kill in the middle of that
# leaves empty: the connector then starts at the slot's confirmed position, "No previous offset found", and repeats everything.
set -eu
place="${ALIMENTADOR_KAFKA:-/tmp/alimentador-kafka}"
worker="$ALIMENTADOR_CONNECTOR_FOLDER/worker.properties"
connector="$2"
run="$(basename "$ALIMENTADOR_CONNECTOR_FOLDER")"
sed -e "s|=/tmp/alimentador-kafka/|=$place/|" -e '/^offset.storage.file.filename=/d' "$1" > "$worker"
shift 2
cat >> "$worker" << SETTINGS
group.id=$run
config.storage.topic=$run-config
offset.storage.topic=$run-offsets
status.storage.topic=$run-status
config.storage.replication.factor=1
offset.storage.replication.factor=1
status.storage.replication.factor=1
offset.storage.partitions=1
status.storage.partitions=1
# One that is killed comes back: its connector is not kept for it for five minutes, nor it for ten seconds.
scheduled.rebalance.max.delay.ms=0
session.timeout.ms=6000
heartbeat.interval.ms=1000
SETTINGS
for setting in "$@"; do echo "$setting" >> "$worker"; done

rest="$(sed -n 's/^listeners=//p' "$worker" | tail -n 1)/connectors"
name="$(grep -o '"name": *"[^"]*"' "$connector" | head -n 1 | cut -d '"' -f 4)"
# It is asked for the connector that it has: 409 may say that, or only that the worker is busy.
until curl -s -f -m 10 -o /dev/null "$rest/$name"; do
  curl -s -m 30 -H 'Content-Type: application/json' --data "@$connector" "$rest" || true
  sleep 0.5
done &
export CLASSPATH="${CLASSPATH:-$place/jars:$place/jars/*}"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m org.apache.kafka.connect.cli.ConnectDistributed "$worker"
