import type { Alias, Node } from 'yaml';

/**
 * What the aliases of a document stand for: the last node before them that has their name. To be fed in the order of
 * the text; a node that is met again (by way of an alias) changes nothing. (The package's `alias.resolve` searches the
 * whole document for each.)
 */
export class Anchors {
  readonly #named = new Map<string, Node>();
  readonly #met = new Set<Node>();
  readonly #targets = new Map<Alias, Node | undefined>();

  /** Notes the anchor of a node, if it has one. */
  meet(node: Exclude<Node, Alias>): void {
    if (node.anchor === undefined || this.#met.has(node)) return;
    this.#met.add(node);
    this.#named.set(node.anchor, node);
  }

  /** The node that an alias stands for; undefined when no node before it has that name. */
  target(alias: Alias): Exclude<Node, Alias> | undefined {
    if (!this.#targets.has(alias)) this.#targets.set(alias, this.#named.get(alias.source));
    return this.#targets.get(alias) as Exclude<Node, Alias> | undefined;
  }
}
