import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { ownFolder, startInBackground, type BackgroundProgram } from './background-program.ts';
import { javaHome } from './java-home.ts';
import { kafkaClassPath } from './kafka-jars.ts';
import { propertiesText } from './properties.ts';
import { runProgram } from './run-program.ts';

/** One Kafka node of the test's own: broker and controller (KRaft), without authentication. */
export interface KafkaBroker extends BackgroundProgram {
  /** `127.0.0.1:<port>`, for bootstrap.servers. */
  readonly bootstrap: string;
  /** Makes a topic; those that are written to without are made with three partitions. */
  createTopic(topic: string, partitions: number): Promise<void>;
  /**
   * Waits for that many records of a topic.
   * @throws Error with what has come when no more comes for 30 s
   */
  records(topic: string, count: number): Promise<KafkaRecord[]>;
}

/** Key and value as texts; null as Kafka has it. In each partition in its order. */
export interface KafkaRecord {
  readonly partition: number;
  readonly key: string | null;
  readonly value: string | null;
}

const partitions = 3;

/** Starts a broker on free ports, with its log in its own folder. */
export async function startKafka(): Promise<KafkaBroker> {
  const java = { program: join(javaHome('17'), 'bin/java'), howToGet: 'apt-get install openjdk-17-jre-headless' };
  const classPath = await kafkaClassPath();
  const folder = ownFolder('kafka');
  const [port, controllerPort] = [await freePort(), await freePort()];
  const bootstrap = `127.0.0.1:${port}`;
  const file = join(folder, 'server.properties');
  writeFileSync(file, propertiesText(serverProperties(port, controllerPort, join(folder, 'log'))));
  const tool = (name: string, ...words: string[]): Promise<string> =>
    runProgram(java, ['-cp', classPath, name, ...words]);
  await tool('kafka.tools.StorageTool', 'format', '-t', 'b2NlYW5vLWRvLXBhY2lmaQ', '-c', file);
  const program = await startInBackground({
    name: 'Kafka',
    words: [java.program, '-Xmx512m', '-cp', classPath, 'kafka.Kafka', file],
    ready: { kind: 'output', pattern: /Kafka Server started/ },
    folder,
  });
  return {
    ...program,
    bootstrap,
    createTopic: async (topic, count) => {
      const words = ['--bootstrap-server', bootstrap, '--create', '--topic', topic, '--partitions', String(count)];
      await tool('org.apache.kafka.tools.TopicCommand', ...words);
    },
    records: async (topic, count) =>
      recordsIn(
        await tool('org.apache.kafka.tools.consumer.ConsoleConsumer', ...consumerWords(bootstrap, topic, count)),
      ),
  };
}

function serverProperties(port: number, controllerPort: number, log: string): Record<string, string> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': log,
    'num.partitions': String(partitions),
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
  };
}

/** Fields of a line are apart by a character that JSON never holds. */
const separator = '\u0001';

function consumerWords(bootstrap: string, topic: string, count: number): string[] {
  const shown = {
    'print.partition': 'true',
    'print.key': 'true',
    'key.separator': separator,
    'null.literal': '\u0002',
  };
  const words = { 'bootstrap-server': bootstrap, topic, 'max-messages': String(count), 'timeout-ms': '30000' };
  return [
    '--from-beginning',
    ...Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]),
    ...Object.entries(shown).flatMap(([name, value]) => ['--property', `${name}=${value}`]),
  ];
}

function recordsIn(printed: string): KafkaRecord[] {
  const lines = printed.split('\n').filter(line => line.startsWith('Partition:'));
  return lines.map(line => {
    const [partition = '', key = '', value = ''] = line.split(separator);
    return { partition: Number(partition.slice('Partition:'.length)), key: orNull(key), value: orNull(value) };
  });
}

function orNull(text: string): string | null {
  return text === '\u0002' ? null : text;
}
