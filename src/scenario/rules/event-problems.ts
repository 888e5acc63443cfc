import type { Model } from '../../model/model.ts';
import { didYouMean } from '../../shared/did-you-mean.ts';
import { gcd } from '../../shared/fraction.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

/** Most cards a deck may have after its weights were reduced. */
const cardsMax = 60_000;

/** Events that the model does not have, and weights that make no deck. */
export function eventProblems(file: YamlFile, written: ScenarioFile, model: Model): Problem[] {
  const { events } = written.streamPhase;
  const path = ['streamPhase', 'events'];
  const names = model.events.map(event => event.name);
  const problems = Object.keys(events ?? {})
    .filter(name => !names.includes(name))
    .map(name => {
      const near = didYouMean(name, names);
      const hint = near === undefined ? `it has ${names.join(', ')}` : `did you mean "${near}"?`;
      return file.problem([...path, name], `is not an event of the model ${model.name}`, { hint, at: 'key' });
    });
  const weights = events === undefined ? model.events.map(event => event.weight) : Object.values(events);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0)
    problems.push(file.problem(path, 'the weights sum up to 0', { hint: 'give at least one event a weight' }));
  else if (sum / weights.reduce(gcd, 0) > cardsMax) {
    const hint = 'use smaller weights, or ones with a common divisor';
    problems.push(file.problem(path, `the weights need a deck of more than ${cardsMax} cards`, { hint }));
  }
  return problems;
}
