import { isScalar, type Node, Scalar } from 'yaml';

/**
 * The text of a map's key: of texts the value, of numbers and booleans what is written (`1.0`, `0x10`, `True`), and
 * `null` for null (whoever reads the map decides whether that means the value). Or why it cannot be a key.
 */
export function keyText(key: Node | null | undefined): { key: string } | { message: string; hint: string } {
  if (!isScalar(key)) {
    return { message: 'a key must be a text, number or boolean', hint: 'put it in quotes' };
  }
  if (typeof key.value === 'string') return textKey(key.value, key.type === Scalar.PLAIN);
  if (key.value === null && (key.source ?? '') === '')
    return { message: 'a key is missing', hint: 'write one before the ":"' };
  return { key: key.value === null ? 'null' : (key.source ?? '') };
}

function textKey(key: string, plain: boolean): { key: string } | { message: string; hint: string } {
  if (key === '__proto__') return { message: 'the key __proto__ is not allowed', hint: 'choose another name' };
  // YAML 1.1's merge key: as an ordinary one it would only lead to puzzling messages.
  if (key === '<<' && plain) return { message: 'merge keys (<<) are not supported', hint: 'write the entries out' };
  return { key };
}
