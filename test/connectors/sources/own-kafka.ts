import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue } from '../../helpers/certificates.ts';
import { javaHome } from '../harness/java-home.ts';
import { kafkaClassPath } from '../harness/kafka-jars.ts';
import { propertiesText } from '../harness/properties.ts';
import { runProgram } from '../harness/run-program.ts';
import { freePort, startListening, type OwnProcess } from './own-process.ts';

/** One Kafka node (KRaft) that can be killed and started again, and lets in by password and by certificate too. */
export interface OwnKafka {
  readonly plain: string;
  /** Lets in `me` with `topsecret` by PLAIN or SCRAM-SHA-256. */
  readonly sasl: string;
  /** Lets in who has a certificate of its authority. */
  readonly tls: string;
  /** Files for `security`. */
  readonly files: Readonly<Record<'caFile' | 'certFile' | 'keyFile' | 'passwordFile' | 'wrongPasswordFile', string>>;
  /** Sends a record by Kafka's own producer, which compresses in its own ways. */
  produce(topic: string, value: string, compression: string): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnKafka(): Promise<OwnKafka> {
  const java = { program: join(javaHome('17'), 'bin/java'), howToGet: 'apt-get install openjdk-17-jre-headless' };
  const classPath = await kafkaClassPath();
  const folder = mkdtempSync(join(tmpdir(), 'alimentador-own-kafka-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const authority = issue({ name: 'authority' });
  const [server, client] = ['server', 'client'].map(name => issue({ name, hosts: ['localhost'], issuer: authority }));
  const files = {
    caFile: write('ca.pem', authority.certificate),
    certFile: write('client.pem', client!.certificate),
    keyFile: write('client.key', client!.key),
    passwordFile: write('password', 'topsecret\n'),
    wrongPasswordFile: write('wrong', 'otherwise\n'),
  };
  const serverKey = createPrivateKey(server!.key).export({ type: 'pkcs8', format: 'pem' }).toString();
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()] as const;
  const settings = {
    ...nodeSettings(ports, join(folder, 'log')),
    ...saslSettings,
    'listener.name.tls.ssl.keystore.type': 'PEM',
    'listener.name.tls.ssl.keystore.location': write('server.pem', serverKey + server!.certificate),
    'listener.name.tls.ssl.truststore.type': 'PEM',
    'listener.name.tls.ssl.truststore.location': files.caFile,
    'listener.name.tls.ssl.client.auth': 'required',
  };
  const file = write('server.properties', propertiesText(settings));
  mkdirSync(join(folder, 'log'));
  const user = ['--add-scram', 'SCRAM-SHA-256=[name=me,password=topsecret]'];
  const format = ['kafka.tools.StorageTool', 'format', '-t', 'b2NlYW5vLWRvLXBhY2lmaQ', '-c', file, ...user];
  await runProgram(java, ['-cp', classPath, ...format]);
  const words = ['-Xmx400m', '-cp', classPath, 'kafka.Kafka', file];
  const launch = (): Promise<OwnProcess> => startListening(java.program, words, ports[0]);
  let running = await launch();
  return {
    plain: `127.0.0.1:${ports[0]}`,
    sasl: `127.0.0.1:${ports[1]}`,
    tls: `localhost:${ports[2]}`,
    files,
    produce: async (topic, value, compression) => {
      const input = write('records', `${value}\n`);
      const producer = ['kafka.tools.ConsoleProducer', '--bootstrap-server', `127.0.0.1:${ports[0]}`];
      const line = [java.program, '-cp', classPath, ...producer, '--topic', topic, '--compression-codec', compression];
      await runProgram({ program: 'sh', howToGet: 'it is part of the system' }, [
        '-c',
        'exec "$@" < "$0"',
        input,
        ...line,
      ]);
    },
    kill: () => running.kill(),
    start: async () => {
      running = await launch();
    },
    remove: async () => {
      await running.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function nodeSettings([plain, sasl, tls, controller]: readonly number[], log: string): Record<string, string> {
  const listeners = `PLAINTEXT://127.0.0.1:${plain},SASL://127.0.0.1:${sasl},TLS://localhost:${tls}`;
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `${listeners},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': listeners,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': log,
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
  };
}

const module = 'org.apache.kafka.common.security';
const saslSettings = {
  'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
  'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
  'listener.name.sasl.plain.sasl.jaas.config': `${module}.plain.PlainLoginModule required user_me="topsecret";`,
  'listener.name.sasl.scram-sha-256.sasl.jaas.config': `${module}.scram.ScramLoginModule required;`,
};
