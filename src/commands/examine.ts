import { connectFirst } from '../postgres/connect.ts';
import { diagnose } from '../postgres/doctor/diagnose.ts';
import type { Diagnosis } from '../postgres/doctor/diagnosis.ts';
import { readServerOffer } from '../postgres/doctor/server-offer.ts';
import { givenTarget } from '../postgres/open-target.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import { databaseFromFlag } from './database-flag.ts';
import type { DoctorFlags } from './doctor.ts';
import type { Host } from './host.ts';
import { loadOptions } from './scenario-options.ts';

const signs = { fine: 'ok   ', note: 'NOTE ', limits: 'LIMIT', fails: 'FAIL ' } as const;

/** Looks at the server of a scenario and prints what it lacks; exit 1 where a run cannot work. */
export async function examine(flags: DoctorFlags, host: Host): Promise<ExitCode> {
  const { scenario, model } = await loadScenario(flags.scenario, await loadOptions(flags, host));
  const { schema, synchronousCommit } = scenario.database;
  const chosen = databaseFromFlag(flags.database, host.environment);
  const target = givenTarget({ ...chosen, scenarioUrl: scenario.database.url, caller: host.caller });
  if (target === undefined) {
    throw new UsageError('there is no server to look at: the scenario names no database', {
      hint: 'give --database URL; the embedded server needs no doctor',
    });
  }
  for (const warning of target.warnings) host.stderr.write(`warning: ${warning}\n`);
  const client = await connectFirst(target.url, { applicationName: 'alimentador doctor', synchronousCommit, schema });
  try {
    const { name, tables } = model.model;
    const asked = { name, tables: tables.map(table => table.name) };
    const offer = await readServerOffer(client, schema, asked, () => host.clock.wallMs());
    const findings = diagnose(offer, { schema, connections: scenario.streamPhase.connections });
    host.stdout.write(
      `target: ${target.description} (${target.reason}), as ${offer.role}\n\n${findings.map(line).join('\n')}\n\n${advice(findings)}\n`,
    );
    return findings.some(each => each.status === 'fails') ? exitCode.failed : exitCode.passed;
  } finally {
    await client.end();
  }
}

function line({ what, status, found }: Diagnosis): string {
  return `${signs[status]}  ${what.padEnd(34)} ${found}`;
}

function advice(findings: readonly Diagnosis[]): string {
  const linesOf = (status: Diagnosis['status']): string[] => [
    ...new Set(findings.filter(each => each.status === status).flatMap(each => each.mend)),
  ];
  const parts = [
    { title: 'A run cannot work before this is done (as a superuser, in this database):', lines: linesOf('fails') },
    {
      title: 'A run works without this; captures of its changes need it (as a superuser, too):',
      lines: linesOf('limits'),
    },
    { title: 'Worth knowing:', lines: linesOf('note') },
  ];
  const needed = parts.filter(part => part.lines.length > 0);
  if (needed.length === 0) return 'Nothing is lacking.';
  return needed.map(({ title, lines }) => `${title}\n\n${lines.join('\n')}`).join('\n\n');
}
