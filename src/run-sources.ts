import { whyLossy, whyUnread } from './capture/debezium/cells/unread-columns.ts';
import { originOf, readConnectorSettings } from './capture/debezium/settings/read-connector-settings.ts';
import type { ConnectorSettings } from './capture/debezium/settings/connector-settings.ts';
import type { Source } from './capture/verification/messages.ts';
import type { PublishedTable } from './postgres/published-tables.ts';
import { slotNameOf } from './postgres/replication/slot-name.ts';
import type { CaptureDeclaration } from './scenario/scenario.ts';
import { UsageError } from './shared/errors.ts';

/** Debezium's commit times before 2.6 are milliseconds; nothing finer is needed to tell what is stale. */
const connectorResolutionUs = 1_000;

/** What captures have to know beside the scenario. */
export interface SourceFacts {
  readonly runId: string;
  readonly published: readonly PublishedTable[];
  /** Columns, as `table.column`, that cannot be verified. */
  readonly unknownColumns: readonly string[];
  /** Told of columns that the connector's settings do not tell, or tell with a loss. */
  readonly warn: (warning: string) => void;
}

/**
 * What a capture reads, as the verification thread is told.
 * @throws UsageError for a connector's configuration that cannot be read or verified
 */
export async function sourceOf(capture: CaptureDeclaration, facts: SourceFacts): Promise<Source> {
  const { runId, published, unknownColumns } = facts;
  const { name, seeded, delivery } = capture;
  const settings = {
    name,
    seeded,
    delivery,
    ignoresColumns: [...unknownColumns, ...capture.ignoresColumns],
    fullIdentity: published.filter(table => table.isFull).map(({ table }) => table),
  };
  if (capture.kind === 'slot') {
    return {
      kind: 'slot',
      slotName: slotNameOf(runId, name),
      publication: capture.publication,
      settings: { ...settings, isReference: true, positions: 'commit', resolutionUs: 1 },
    };
  }
  const { modes, topicPrefix } = await connectorSettingsOf(capture);
  const columns = published.flatMap(({ table, columns: all }) =>
    all.map(column => [`${table}.${column.name}`, column] as const),
  );
  const unread = columns.filter(([, column]) => whyUnread(column, modes) !== undefined);
  for (const [column, known] of columns) {
    const why = whyUnread(known, modes) ?? whyLossy(known, modes);
    if (why !== undefined) facts.warn(`capture ${name}, ${column}: ${why}`);
  }
  if (topicPrefix === undefined) {
    throw new UsageError(`${originOf(capture.connector)} says no topic.prefix`, { hint: 'topics are named by it' });
  }
  return {
    kind: 'connector',
    delivers: capture.delivers,
    modes,
    topicPrefix,
    isStartedLater: capture.connector.start !== undefined,
    tables: published,
    settings: {
      ...settings,
      ignoresColumns: [...settings.ignoresColumns, ...unread.map(([column]) => column)],
      isReference: false,
      positions: 'record',
      resolutionUs: connectorResolutionUs,
    },
  };
}

/** @throws UsageError, CannotRun as `readConnectorSettings` */
export async function connectorSettingsOf(
  capture: Exclude<CaptureDeclaration, { kind: 'slot' }>,
): Promise<ConnectorSettings> {
  return readConnectorSettings(capture.connector);
}
