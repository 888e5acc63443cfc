/**
 * Canonical text of an array from the texts of its elements, null for NULL; an inner array is one of its own.
 * Source: PostgreSQL's arrayfuncs.c, `array_out`.
 */
export type ArrayElements = readonly (string | null | ArrayElements)[];

export function arrayText(elements: ArrayElements): string {
  return `{${elements.map(elementText).join(',')}}`;
}

function elementText(element: ArrayElements[number]): string {
  if (element === null) return 'NULL';
  if (typeof element !== 'string') return arrayText(element);
  const isPlain = element !== '' && !/["\\{},\t\n\v\f\r ]/.test(element) && element.toUpperCase() !== 'NULL';
  return isPlain ? element : `"${element.replace(/["\\]/g, String.raw`\$&`)}"`;
}
