import { markup, type Markup } from './markup.ts';

/** A name such as `customer_orders`, which a narrow column may break after `_` and nowhere else. */
export function identifier(name: string): Markup {
  return markup`${name.split('_').map((word, index) => [index > 0 && markup`_<wbr>`, word])}`;
}
