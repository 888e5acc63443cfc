import { basename } from 'node:path';
import type { Comparison, FacingCaptures, Side } from './comparison.generated.ts';
import type { Both, SideInput } from './side-input.ts';

/** What was compared, each side under a name of its own. */
export function sidesSection(sides: Both<SideInput>, facing: readonly FacingCaptures[]): Comparison['sides'] {
  const base = sideOf(sides.base, facing, 'base');
  const candidate = sideOf(sides.candidate, facing, 'candidate');
  const isNamed = sides.base.name !== undefined && sides.candidate.name !== undefined;
  if (isNamed || base.name !== candidate.name) return { base, candidate };
  return { base: { ...base, name: 'base' }, candidate: { ...candidate, name: 'candidate' } };
}

function sideOf(side: SideInput, facing: readonly FacingCaptures[], which: 'base' | 'candidate'): Side {
  const { report } = side.runs[0]!;
  const { server, host } = report.environment;
  const label = commonLabel(side);
  const connectors = facing.flatMap(pair => {
    const connector = report.captures[pair[which]]?.connector ?? null;
    return connector === null ? [] : [{ capture: pair[which], label: connector.label, version: connector.version }];
  });
  const connectorLabel = connectors.length === 1 ? connectors[0]!.label : null;
  const file = side.runs.length === 1 ? basename(side.runs[0]!.file, '.json') : which;
  return {
    name: side.name ?? label ?? connectorLabel ?? side.capture ?? file,
    label,
    runs: side.runs.map(({ file, report: { startedAt, scenario, verdict, reasons, streamPhase } }) => ({
      file,
      startedAt,
      label: scenario.label,
      verdict: verdict === 'passed' ? 'passed' : 'failed',
      reasons: [...reasons],
      generatorLimited: streamPhase.generatorLimited,
      committed: streamPhase.operations.committed,
    })),
    connectors,
    server: server?.version ?? null,
    host: `${host.platform}, ${host.cpus} x ${host.cpuModel}`,
    streamMs: report.streamPhase.durationMs,
  };
}

function commonLabel({ runs }: SideInput): string | null {
  const labels = new Set(runs.map(({ report }) => report.scenario.label));
  return labels.size === 1 ? [...labels][0]! : null;
}
