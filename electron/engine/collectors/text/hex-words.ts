// Lines of hexadecimal numbers, as /proc/net/softnet_stat and the tables of netfilter have them.

const [space, zero, nine, lowerA, lowerF] = [32, 48, 57, 97, 102];

/** Puts the numbers of the line into `into` and says how many there are; -1 when there is anything else among them. */
export function readHexWords(text: string, start: number, end: number, into: number[]): number {
  let count = 0;
  for (let at = start; at < end; ) {
    if (text.charCodeAt(at) === space) {
      at++;
      continue;
    }
    let value = 0;
    for (; at < end && text.charCodeAt(at) !== space; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    into[count++] = value;
  }
  return count;
}

/** Of a lower or upper case letter or a digit; -1 for what is neither. */
export function hexDigit(code: number): number {
  if (code >= zero && code <= nine) return code - zero;
  const letter = code | 0x20;
  return letter >= lowerA && letter <= lowerF ? letter - lowerA + 10 : -1;
}
