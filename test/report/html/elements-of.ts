import assert from 'node:assert/strict';

export interface FoundElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const empty = new Set(['meta', 'link', 'wbr', 'br']);
const rawText = new Set(['script', 'style']);
const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/giy;
const attribute = /([a-z][a-z0-9:-]*)(?:="([^"]*)")?/gi;
const reference = /&(?!(?:amp|lt|gt|quot|#39);)/;

/**
 * All elements of a page, in order. Strict where a browser forgives: every tag is closed in its turn, every attribute is
 * quoted, no `<`, `>` or `&` stands in text unescaped. So whatever slips through the escaping breaks it.
 */
export function elementsOf(page: string): FoundElement[] {
  const elements: FoundElement[] = [];
  const open: string[] = [];
  let position = page.indexOf('\n') + 1;
  assert.equal(page.slice(0, position), '<!doctype html>\n');
  while (position < page.length) {
    const next = page.indexOf('<', position);
    const text = page.slice(position, next < 0 ? undefined : next);
    assert.doesNotMatch(text, />/, `unescaped > near ${text.slice(0, 80)}`);
    assert.doesNotMatch(text, reference, `unescaped & near ${text.slice(0, 80)}`);
    if (next < 0) break;
    tag.lastIndex = next;
    const match = tag.exec(page);
    assert.ok(match, `no tag: ${page.slice(next, next + 120)}`);
    const [whole, slash, name = '', attributes = '', selfClosing] = match;
    position = next + whole.length;
    if (slash === '/') assert.equal(name, open.pop(), `closed near ${page.slice(next - 80, position)}`);
    else {
      elements.push({ name, attributes: attributesOf(attributes) });
      if (rawText.has(name)) position = page.indexOf(`</${name}`, position);
      if (selfClosing !== '/' && !empty.has(name)) open.push(name);
    }
  }
  assert.deepEqual(open, []);
  return elements;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(attribute)) {
    assert.ok(!found.has(name), `attribute ${name} twice`);
    assert.doesNotMatch(value, reference);
    found.set(name, value);
  }
  return found;
}
