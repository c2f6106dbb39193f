// Named checks, and waits that end.
import { isDeepStrictEqual } from 'node:util';

export const counts = { ok: 0, failed: 0 };

/** Runs one check: it passes unless it throws. */
export async function check(name, run) {
  const begun = performance.now();
  try {
    await within(30, 'the check', run());
    counts.ok++;
    console.log(`ok: ${name} (${Math.round(performance.now() - begun)} ms)`);
  } catch (error) {
    counts.failed++;
    console.log(`failed: ${name}: ${error.stack ?? error.message ?? JSON.stringify(error)}`);
  }
}

/** What a promise brings, or a failure when that takes too long. */
export async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), 1000 * seconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const pause = milliseconds => new Promise(over => setTimeout(over, milliseconds));

export function same(actual, expected, what = 'it') {
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`${what} is ${shown(actual)} in place of ${shown(expected)}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(typeof what === 'string' ? what : `it does not hold of ${shown(what)}`);
}

/** Each event once, and in order. */
export function sameEvents(actual, expected) {
  const known = new Set(actual);
  const missing = expected.filter(cursor => !known.has(cursor)).length;
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`${actual.length} events in place of ${expected.length}: ${actual.length - known.size} came twice, ${missing} are missing`);
}

function shown(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

/** What comes, to be waited for. */
export class Inbox {
  items = [];
  #waiting = new Set();

  push(item) {
    this.items.push(item);
    for (const look of this.#waiting) look();
  }

  /** Waits until something holds of what has come. */
  until(holds, what = 'what is waited for', seconds = 20) {
    let look;
    const come = new Promise((resolve, reject) => {
      look = () => {
        try {
          if (holds(this.items)) resolve(this.items);
        } catch (error) {
          reject(error);
        }
      };
      this.#waiting.add(look);
      look();
    });
    return within(seconds, what, come).catch(error => {
      throw new Error(`${error.message}; until then came ${shown(this.items.slice(-5))}`);
    }).finally(() => this.#waiting.delete(look));
  }

  count(number, what = `a ${number}th message`) {
    return this.until(items => items.length >= number, what);
  }
}
