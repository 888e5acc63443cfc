import pg from 'pg';
import type { OperationSender, Outcome } from '../execute/operation-sender.ts';
import type { Operation } from '../plan/operation.ts';
import { CannotRun, messageOf } from '../shared/errors.ts';
import { connect, type SessionSettings } from './connect.ts';
import { endsSession } from './lost.ts';
import { parametersOf, type Prepared, type Statements } from './statements.ts';

const begin: Prepared = { name: 'begin', text: 'BEGIN' };
const commit: Prepared = { name: 'commit', text: 'COMMIT' };

/**
 * Opens a connection in pipeline mode with every statement prepared.
 *
 * Statements are prepared alone, before anything else: a Parse that fails inside an aborted transaction would take
 * innocent operations with it (correctness.md 10a).
 * @throws CannotRun when the server refuses the connection or a statement
 */
export async function openStreamConnection(
  url: string,
  settings: SessionSettings,
  statements: Statements,
): Promise<OperationSender> {
  const client = await connect(url, settings);
  for (const statement of [begin, commit, ...statements.all]) {
    await prepare(client, statement).catch(async (error: unknown) => {
      await client.end();
      throw new CannotRun(`the server refuses "${statement.text}": ${messageOf(error)}`, {
        hint: 'do the columns of the model fit the tables?',
        cause: error,
      });
    });
  }
  // Undocumented but public: in pipeline mode pg refuses custom queries such as the ones above, so it begins here.
  (client as pg.Client & { pipeline: boolean }).pipeline = true;
  return new StreamConnection(client, statements);
}

/** Parse and Sync, nothing executed; pg then knows the statement by name. */
function prepare(client: pg.Client, statement: Prepared): Promise<void> {
  return new Promise((resolve, reject) => {
    const submittable = {
      ...statement,
      submit: (connection: pg.Connection) => {
        connection.parse({ ...statement, types: [] }, true);
        connection.sync();
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    client.query(submittable as unknown as pg.Submittable);
  });
}

class StreamConnection implements OperationSender {
  private readonly client: pg.Client;
  private readonly statements: Statements;

  constructor(client: pg.Client, statements: Statements) {
    this.client = client;
    this.statements = statements;
  }

  send(operation: Operation, done: (outcome: Outcome) => void): void {
    const { changes } = operation;
    const answer = new Answer(changes.length, changes.length > 1, done);
    if (changes.length > 1) this.query(begin, [], answer, 'begin');
    for (const change of changes) this.query(this.statements.of(change), parametersOf(change), answer, 'change');
    if (changes.length > 1) this.query(commit, [], answer, 'commit');
  }

  abandon(reason: string): void {
    const socket = (this.client as unknown as { connection: { stream: { destroy(error: Error): void } } }).connection
      .stream;
    socket.destroy(new Error(reason));
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private query(statement: Prepared, values: (string | null)[], answer: Answer, role: Role): void {
    this.client.query({ ...statement, values }, (error: Error | null, result) => {
      if (error !== null) answer.failed(error, role);
      else answer.succeeded(result, role);
    });
  }
}

type Role = 'begin' | 'change' | 'commit';

/** Puts the answers to an operation's statements together. */
class Answer {
  private readonly rowCounts: number[] = [];
  private failure: Outcome | undefined;
  private isDone = false;
  private readonly changes: number;
  private readonly isTransaction: boolean;
  private readonly done: (outcome: Outcome) => void;

  constructor(changes: number, isTransaction: boolean, done: (outcome: Outcome) => void) {
    this.changes = changes;
    this.isTransaction = isTransaction;
    this.done = done;
  }

  succeeded(result: { command: string; rowCount: number | null }, role: Role): void {
    if (role === 'change') this.rowCounts.push(result.rowCount ?? 0);
    // COMMIT of an aborted transaction succeeds with the tag ROLLBACK (correctness.md 10b).
    const isCommitted = role === 'commit' ? result.command === 'COMMIT' : !this.isTransaction && role === 'change';
    if (isCommitted && this.rowCounts.length === this.changes)
      this.finish({ kind: 'committed', rowCounts: this.rowCounts });
    else if (role === 'commit') {
      const rolledBack = { kind: 'rejected', sqlState: '40000', message: 'the server rolled back' } as const;
      this.finish(this.failure ?? rolledBack);
    }
  }

  failed(error: Error, role: Role): void {
    const outcome = outcomeOf(error);
    if (outcome.kind === 'unknown' || !this.isTransaction || role === 'commit') this.finish(this.failure ?? outcome);
    else this.failure ??= outcome;
  }

  private finish(outcome: Outcome): void {
    if (this.isDone) return;
    this.isDone = true;
    this.done(outcome);
  }
}

/** An ERROR of the server is a rejection; whatever else there is, lost sockets too, says nothing about the operation. */
function outcomeOf(error: Error): Outcome {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined || endsSession(error)) {
    return { kind: 'unknown', reason: messageOf(error) };
  }
  return { kind: 'rejected', sqlState: error.code, message: error.message };
}
