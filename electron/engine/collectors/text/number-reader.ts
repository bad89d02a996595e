// Numbers out of the kernel's text files without cutting them into strings first: the files of the one-second path hold
// thousands of numbers on a large machine, of which most are looked past.

const [tab, newline, space, nine, zero] = [9, 10, 32, 57, 48];
// A number of so many digits is exact however it is added up.
const exactDigits = 15;

export interface NumberReader {
  /** Begins at this place of the text. */
  start(text: string, at: number): void;
  /** The next whole number on the line; NaN where the next word is none, or the line is over. */
  next(): number;
}

export function createNumberReader(): NumberReader {
  let text = "";
  let at = 0;

  return {
    start(newText, newAt) {
      text = newText;
      at = newAt;
    },
    next() {
      let code = text.charCodeAt(at);
      while (code === space || code === tab) code = text.charCodeAt(++at);
      const first = at;
      let value = 0;
      while (code >= zero && code <= nine) {
        value = value * 10 + (code - zero);
        code = text.charCodeAt(++at);
      }
      const last = at;
      // Past the end of the text the code is NaN, which is no digit and no letter either.
      while (code !== space && code !== tab && code !== newline && !Number.isNaN(code)) code = text.charCodeAt(++at);
      if (last === first || last !== at) return Number.NaN;
      if (last - first <= exactDigits) return value;
      const long = Number(text.slice(first, last));
      return Number.isFinite(long) ? long : Number.NaN;
    },
  };
}

const reader = createNumberReader();

/** The place after `head`, which begins a line of the text; -1 without such a line. */
export function afterHead(text: string, head: string): number {
  if (text.startsWith(head)) return head.length;
  const before = text.indexOf(`\n${head}`);
  return before < 0 ? -1 : before + 1 + head.length;
}

/** The number after `head`, which begins a line: `numberAfter(stat, "btime ")`. Undefined without such a line or number. */
export function numberAfter(text: string, head: string): number | undefined {
  const at = afterHead(text, head);
  return at < 0 ? undefined : numberAt(text, at);
}

/** The number at this place of the text, if there is one. */
export function numberAt(text: string, at: number): number | undefined {
  reader.start(text, at);
  const value = reader.next();
  return Number.isNaN(value) ? undefined : value;
}
