#!/bin/sh
# Starts the Debezium Server in the folder $DEBEZIUM_SERVER with the configuration of a sink: run-server.sh redis
# The database and the sink's address come from the environment, as the run says them.
set -eu
QUARKUS_CONFIG_LOCATIONS="$(cd "$(dirname "$0")" && pwd)/$1/application.properties"
export QUARKUS_CONFIG_LOCATIONS
cd "${DEBEZIUM_SERVER:-$HOME/debezium/debezium-server}"
exec ./run.sh
