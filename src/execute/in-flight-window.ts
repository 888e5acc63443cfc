import { rowIdentity, type Operation } from '../plan/operation.ts';

/**
 * A lane's operations that are sent and not answered. What is in flight commutes: no two of them touch the same row, and
 * none touches a row that another refers to (design §5.2). Sharing a parent is no conflict.
 */
export class InFlightWindow {
  private readonly operations = new Map<number, { touched: number[]; referred: readonly number[] }>();

  get size(): number {
    return this.operations.size;
  }

  conflicts(operation: Operation): boolean {
    if (this.operations.size === 0) return false;
    const { touched, referred } = footprint(operation);
    for (const other of this.operations.values()) {
      if (touched.some(row => other.touched.includes(row) || other.referred.includes(row))) return true;
      if (referred.some(row => other.touched.includes(row))) return true;
    }
    return false;
  }

  add(operation: Operation): void {
    this.operations.set(operation.number, footprint(operation));
  }

  remove(operation: Operation): void {
    this.operations.delete(operation.number);
  }
}

function footprint({ changes }: Operation): { touched: number[]; referred: readonly number[] } {
  const touched = changes.map(({ step, rowNumber }) => rowIdentity(step.table, rowNumber));
  return {
    touched,
    referred: changes.length === 1 ? changes[0]!.references : changes.flatMap(change => change.references),
  };
}
