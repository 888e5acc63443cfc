import pg from 'pg';
import { CannotRun, messageOf } from '../shared/errors.ts';

/**
 * True for an answer that ends the session. It says nothing about what was under way: FATAL, PANIC and class 08 or 57P0x may
 * even follow a commit (correctness.md 10c).
 */
export function endsSession(error: pg.DatabaseError): boolean {
  const { code = '', severity } = error;
  return severity !== 'ERROR' || code.startsWith('08') || code.startsWith('57P0');
}

/** Notes why a client lost its connection, and turns errors of its queries into words. */
export class ClientWatch {
  private reason: string | undefined;

  constructor(client: pg.Client) {
    client.on('error', error => {
      this.reason ??= messageOf(error);
    });
  }

  /**
   * Does what needs the client.
   * @param what it is for, to begin the message with
   * @throws CannotRun where the connection is lost or the server refuses; anything else is a defect and stays what it is
   */
  async during<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const isAnswer = error instanceof pg.DatabaseError;
      const lost = this.reason ?? (isAnswer && endsSession(error) ? error.message : undefined);
      if (lost !== undefined) throw new CannotRun(`the connection to the database was lost: ${lost}`, { cause: error });
      if (!isAnswer) throw error;
      const more = error.detail ?? error.where?.split('\n', 1)[0];
      throw new CannotRun(`${what}: ${error.message}${more === undefined ? '' : ` (${more})`}`, { cause: error });
    }
  }
}
