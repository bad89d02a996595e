// Whether a line says what the one before it said. Two lines that differ do so within a few characters, so they are compared as
// they stand, and nothing is cut out of a hundred thousand texts first.
import type { Dedup } from "./view-settings";

/** What stands behind this many characters tells no two lines apart. */
const mostCompared = 8192;

/** `exact` leaves the time out that a line begins with, as it stands in most: without that hardly a line would repeat another. */
export function isRepeat(line: string, before: string, dedup: Dedup): boolean {
  switch (dedup) {
    case "none":
      return false;
    case "exact":
      return line === before || isSameButTime(line, before);
    case "numbers":
      return isSameBut(digits, line, before);
    case "signature":
      return isSameBut(words, line, before);
  }
}

/** By the code of a character; beyond the table nearly everything is a letter. */
type LeftOut = { has: Uint8Array; beyond: boolean };

const tableSize = 0xc0;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const digits: LeftOut = { has: Uint8Array.from({ length: tableSize }, (_, code) => Number(isDigit(code))), beyond: false };
const words: LeftOut = {
  has: Uint8Array.from({ length: tableSize }, (_, code) => Number(isDigit(code) || isLetter(code))),
  beyond: true,
};

function isSameBut({ has, beyond }: LeftOut, a: string, b: string): boolean {
  const [leftEnd, rightEnd] = [Math.min(a.length, mostCompared), Math.min(b.length, mostCompared)];
  const past = Number(beyond);
  let [left, right] = [0, 0];
  for (;;) {
    let [one, other] = [-1, -1];
    while (left < leftEnd) {
      const code = a.charCodeAt(left++);
      if ((code < tableSize ? has[code] : past) === 1) continue;
      one = code;
      break;
    }
    while (right < rightEnd) {
      const code = b.charCodeAt(right++);
      if ((code < tableSize ? has[code] : past) === 1) continue;
      other = code;
      break;
    }
    if (one !== other) return false;
    if (one < 0) return true;
  }
}

const isoTime = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;

/** How far into a line a logger writes its time. */
const timesBegin = 64;

function isSameButTime(a: string, b: string): boolean {
  const left = isoTime.exec(a.slice(0, timesBegin + 40));
  if (!left || left.index > timesBegin) return false;
  const right = isoTime.exec(b.slice(0, timesBegin + 40));
  if (left.index !== right?.index || a.slice(0, left.index) !== b.slice(0, left.index)) return false;
  return a.slice(left.index + left[0].length) === b.slice(right.index + right[0].length);
}
