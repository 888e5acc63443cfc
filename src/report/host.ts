import { arch, cpus, platform, totalmem } from 'node:os';
import type { Report } from './report.generated.ts';

/** What of this machine a reader needs to judge speeds. */
export function hostFacts(): Report['environment']['host'] {
  const processors = cpus();
  const cpuModel = processors[0]?.model ?? 'unknown';
  return { platform: `${platform()} ${arch()}`, cpus: processors.length, cpuModel, memoryBytes: totalmem() };
}
