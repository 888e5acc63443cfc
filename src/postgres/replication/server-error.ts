/** An answer of the server that ends a stream. */
export interface ServerError {
  readonly sqlState: string;
  readonly message: string;
}

/**
 * Reads the body of an ErrorResponse.
 * Source: PostgreSQL documentation, "Error and Notice Message Fields".
 */
export function serverError(bytes: Buffer, begin: number, end: number): ServerError {
  const fields = bytes.toString('utf8', begin, end).split('\0');
  const field = (type: string): string => fields.find(text => text.startsWith(type))?.slice(1) ?? '';
  return { sqlState: field('C'), message: field('M') };
}
