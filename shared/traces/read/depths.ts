// What is nested deeper than any tracer nests it: found, and taken out of the bytes of a JSON value.

const quote = 34;
const backslash = 92;

/** What is nested deeper is not handed over: no tracer makes it, and what reads it may go down by calling itself. */
export const deepest = 200;

/** 1: begins a string, 2: goes deeper, 3: comes back. */
export const signs = new Uint8Array(256);
signs[quote] = 1;
for (const sign of "{[") signs[sign.charCodeAt(0)] = 2;
for (const sign of "}]") signs[sign.charCodeAt(0)] = 3;

/** The same value with an empty text in the place of all that is nested too deep. */
export function withoutDepths(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const sign = isInText && byte !== quote ? 0 : signs[byte];
    if (sign === 1) isInText = !isInText;
    if (sign === 3) depth--;
    if (sign === 2 && depth === deepest) {
      // Even an empty list takes as much room as this.
      kept[length++] = quote;
      kept[length++] = quote;
    } else if (depth < deepest || (depth === deepest && sign !== 3)) kept[length++] = byte;
    if (sign === 2) depth++;
    if (isInText && byte === backslash && depth <= deepest) kept[length++] = bytes[++at] as number;
    else if (isInText && byte === backslash) at++;
  }
  return kept.subarray(0, length);
}
