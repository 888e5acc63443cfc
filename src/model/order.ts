/**
 * Indexes so that each comes after those it depends on, otherwise in ascending order (Kahn 1962).
 * @returns the order, and the indexes that lie on or behind a cycle and are therefore in none
 */
export function dependencyOrder(dependencies: readonly (readonly number[])[]): { order: number[]; cyclic: number[] } {
  const order: number[] = [];
  const placed = new Set<number>();
  for (let progress = true; progress;) {
    progress = false;
    for (const [index, needs] of dependencies.entries()) {
      if (placed.has(index) || !needs.every(need => placed.has(need))) continue;
      placed.add(index);
      order.push(index);
      progress = true;
      break;
    }
  }
  const cyclic = dependencies.map((_, index) => index).filter(index => !placed.has(index));
  return { order, cyclic };
}
