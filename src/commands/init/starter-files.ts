import { readFile } from 'node:fs/promises';
import { packageFile } from '../../shared/package-file.ts';

/** A file of the starter: where it lies in the package, and where it goes in a repository. */
export interface StarterFile {
  readonly template: string;
  readonly path: string;
  readonly what: string;
}

export const starterScenario = 'scenarios/lending.yaml';

/** Scenario, model and its tables, the scenario first. */
export const scenarioFiles: readonly StarterFile[] = [
  { template: 'lending.yaml', path: starterScenario, what: 'what to run, and what must be true afterwards' },
  { template: 'models/lending.yaml', path: 'scenarios/models/lending.yaml', what: 'tables, values and events' },
  { template: 'models/lending.sql', path: 'scenarios/models/lending.sql', what: 'the tables in SQL' },
];

export const githubJob: StarterFile = {
  template: 'github.yml',
  path: '.github/workflows/alimentador.yml',
  what: 'a job for GitHub',
};

export const gitlabJob: StarterFile = { template: 'gitlab.yml', path: '.gitlab-ci.yml', what: 'a job for GitLab' };

export async function readTemplate({ template }: StarterFile): Promise<string> {
  return readFile(packageFile(`scenarios/starter/${template}`), 'utf8');
}
