import { dirname, resolve } from 'node:path';
import { compileConnectorStart } from './connector/compile-connector-start.ts';
import type { CaptureDeclaration, Delivery, Security } from './scenario.ts';
import type { CaptureFile } from './scenario-file.generated.ts';

const topicsDefault = '{prefix}.{schema}.{table}';
const natsStreamDefault = 'DebeziumStream';

/** Fills in every default of a valid capture. Relative paths count from the scenario's folder. */
export function captureOf(written: CaptureFile, scenarioFile: string): CaptureDeclaration {
  const { name, kind, seeded = 'changes', delivery = 'exactly-once', ignoresColumns = [], connector } = written;
  const common = { name, seeded, delivery, ignoresColumns };
  if (kind === 'slot') return { ...common, kind, publication: written.publication };
  const { label, version, config, rest, start } = connector!;
  return {
    ...common,
    kind,
    delivers: deliveryOf(kind, written, scenarioFile),
    connector: {
      label,
      version,
      config: config === undefined ? undefined : resolve(dirname(scenarioFile), config),
      rest,
      start: start === undefined ? undefined : compileConnectorStart(start, scenarioFile, () => undefined),
    },
  };
}

function deliveryOf(kind: Delivery['kind'], written: CaptureFile, scenarioFile: string): Delivery {
  const { listen, url = '', topics = topicsDefault } = written;
  const security = securityOf(written.security ?? {}, scenarioFile);
  switch (kind) {
    case 'http': {
      const [host = '127.0.0.1', port = '0'] = listen?.split(':') ?? [];
      return { kind, host, port: Number(port) };
    }
    case 'redis':
      return { kind, url, format: written.format ?? 'extended', topics, security };
    case 'nats':
      return { kind, url, stream: written.stream ?? natsStreamDefault, subject: written.subject, security };
    case 'kafka':
      return { kind, brokers: written.bootstrap!.split(',').map(broker => broker.trim()), topics, security };
  }
}

function securityOf(written: NonNullable<CaptureFile['security']>, scenarioFile: string): Security {
  const isFile = (key: string): boolean => key.endsWith('File');
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, isFile(key) ? resolve(dirname(scenarioFile), value) : value]),
  );
}
