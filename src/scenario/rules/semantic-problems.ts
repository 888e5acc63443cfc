import type { Model } from '../../model/model.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';
import { captureProblems } from './capture-problems.ts';
import { checkProblems } from './check-problems.ts';
import { databaseProblems } from './database-problems.ts';
import { eventProblems } from './event-problems.ts';
import { expectProblems } from './expect-problems.ts';
import { paceProblems } from './pace-problems.ts';
import { thresholdProblems } from './threshold-problems.ts';
import { volumeProblems } from './volume-problems.ts';

/** What the JSON Schema cannot say: rules between keys, and between scenario and model. All problems at once. */
export async function semanticProblems(file: YamlFile, model: Model, allowLong: boolean): Promise<Problem[]> {
  const written = file.data as ScenarioFile;
  return [
    ...paceProblems(file, written, allowLong),
    ...eventProblems(file, written, model),
    ...volumeProblems(file, written, model),
    ...checkProblems(file, written),
    ...databaseProblems(file, written),
    ...captureProblems(file, written),
    ...expectProblems(file, written),
    ...(await thresholdProblems(file, written, model)),
  ];
}
