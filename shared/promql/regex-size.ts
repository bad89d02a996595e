// How large a regular expression becomes when its repetitions are written out, which the library does:
// a pattern of forty characters can come to three million instructions, and half a million take it two seconds.

/** A list of five thousand names is a long pattern, and somebody's; what repetitions make of a short one is nobody's. */
const mostWritten = 160_000;
const mostRepeated = 50_000;

/** Whether compiling a pattern would take long enough to be felt. */
export function isTooLarge(pattern: string): boolean {
  const { size, isRefused } = estimateSize(pattern);
  return !isRefused && (size > mostWritten || size - pattern.length > mostRepeated);
}

const repetition = /\{(\d{1,4})(?:,(\d{0,4}))?\}/y;
// What counts as one: an escape, a class of characters, or any other character.
const atom = /\\(?:p\{[^}]*\}|x\{[^}]*\}|[\s\S])|\[\^?\]?(?:\\[\s\S]|\[:[^\]]*:\]|[^\]\\])*\]?|[\s\S]/y;
/** Repetitions inside each other may come to this; beyond, the library refuses them at once, in Go's words. */
const mostTimes = 1000;

interface Part {
  size: number;
  /** How often its inside is repeated at most. */
  times: number;
}

/** Roughly the number of characters and classes, each as often as it is repeated. */
export function estimateSize(pattern: string): { size: number; isRefused: boolean } {
  // The groups that are open, and what a repetition here would repeat.
  const open: Part[] = [];
  let group: Part = { size: 0, times: 1 };
  let last: Part = { size: 0, times: 1 };
  let isRefused = false;
  for (let at = 0; at < pattern.length; ) {
    repetition.lastIndex = at;
    const found = repetition.exec(pattern);
    if (found) {
      const count = Math.max(Number(found[1]), Number(found[2] ?? 0), 1);
      group.size += last.size * (count - 1);
      last = { size: last.size * count, times: last.times * count };
      group.times = Math.max(group.times, last.times);
      isRefused ||= last.times > mostTimes;
      at = repetition.lastIndex;
      continue;
    }
    atom.lastIndex = at;
    atom.exec(pattern);
    const character = pattern[at];
    at = atom.lastIndex;
    if (character === "(") {
      open.push(group);
      group = { size: 0, times: 1 };
    } else if (character === ")") {
      last = { size: group.size + 1, times: group.times };
      group = open.pop() ?? { size: 0, times: 1 };
      group = { size: group.size + last.size, times: Math.max(group.times, last.times) };
    } else {
      last = { size: 1, times: 1 };
      group.size++;
    }
  }
  return { size: open.reduce((sum, part) => sum + part.size, group.size), isRefused };
}
