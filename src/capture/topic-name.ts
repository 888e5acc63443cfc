import { UsageError } from '../shared/errors.ts';

/** What a topic's name is made of. */
export interface TopicNameParts {
  /** The connector's `topic.prefix`. */
  readonly prefix: string;
  readonly schema: string;
}

export const defaultTopicPattern = '{prefix}.{schema}.{table}';

/**
 * Names the topics (streams, subjects) that a connector writes these tables' events to.
 * @param pattern text with `{prefix}`, `{schema}` and `{table}`
 * @returns one for each table, a repeated one once. Characters that a topic cannot have are `_`, as Debezium writes them
 *   (documentation of the PostgreSQL connector, "Topic names")
 * @throws UsageError for another placeholder
 */
export function topicNames(
  pattern: string,
  { prefix, schema }: TopicNameParts,
  tables: readonly string[],
): readonly string[] {
  const names = tables.map(table => {
    const parts: Readonly<Record<string, string>> = { prefix, schema, table };
    const name = pattern.replace(/\{([^}]*)\}/g, (_, part: string) => {
      const text = parts[part];
      if (text !== undefined) return text;
      throw new UsageError(`the topic pattern "${pattern}" has {${part}}`, {
        hint: 'write it with {prefix}, {schema} and {table}',
      });
    });
    return name.replace(/[^\w.-]/g, '_');
  });
  return [...new Set(names)];
}
