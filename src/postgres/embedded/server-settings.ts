import { CannotRun } from '../../shared/errors.ts';

const defaults: Readonly<Record<string, string>> = {
  wal_level: 'logical',
  max_wal_senders: '20',
  max_replication_slots: '20',
  max_connections: '100',
};

/** Decided here alone: the server is on loopback only, at the port and with the log that its handle names. */
const reserved = new Set([
  'config_file',
  'data_directory',
  'hba_file',
  'listen_addresses',
  'log_destination',
  'logging_collector',
  'port',
  'unix_socket_directories',
]);

/** @throws CannotRun when a setting is one that the embedded server decides itself */
export function checkSettings(settings: Readonly<Record<string, string>>): void {
  const taken = Object.keys(settings).find(name => reserved.has(name.toLowerCase().replaceAll('-', '_')));
  if (taken !== undefined) {
    throw new CannotRun(`The embedded server decides "${taken}" itself.`, {
      hint: 'Leave the setting out, or give a server of your own with --database URL.',
    });
  }
}

/** The command line of `postgres`, with the caller's settings over the defaults. */
export function serverArguments(data: string, port: number, settings: Readonly<Record<string, string>>): string[] {
  const own = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
  const all = Object.entries({ ...defaults, ...settings, ...own });
  return ['-D', data, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
