import { Chalk } from 'chalk';

/** No colour at all. */
export const plain = new Chalk({ level: 0 });
