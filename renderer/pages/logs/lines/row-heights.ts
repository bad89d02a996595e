import { shownAtFirst } from "./shown";

/** What a character of the lines' font takes, 12 pixels high; enough for a guess. */
const characterWidth = 7.2;

/** About how high a row will be, before it is drawn: the list would otherwise draw forty rows to fill one screen with two. */
export function guessHeight(line: string, { width, lineHeight, prettify }: GuessInput): number {
  const text = Math.min(line.length, shownAtFirst);
  const perRow = Math.max(20, Math.floor(width / characterWidth));
  const wrapped = Math.max(1, Math.ceil(text / perRow));
  if (!prettify) return wrapped * lineHeight;
  return Math.max(wrapped, spread(line, text)) * lineHeight;
}

export interface GuessInput {
  /** Of the text, in pixels. */
  width: number;
  lineHeight: number;
  prettify: boolean;
}

/** Lines that JSON is spread over: one for each comma and bracket that opens or closes. */
function spread(line: string, length: number): number {
  const first = line.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return 1;
  let lines = 1;
  for (let index = 0; index < length; index++) {
    const code = line.charCodeAt(index);
    if (code === 0x2c || code === 0x7b || code === 0x7d || code === 0x5b || code === 0x5d) lines++;
  }
  return lines;
}
