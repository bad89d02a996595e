// Where a number or a duration ends. What is cut out here need not be a number yet (`1.2.3` at its beginning may be `.1.2`):
// literals.ts reads its value, and says so.
const isIn = (characters: string, character: string | undefined): boolean =>
  character !== undefined && characters.includes(character);
const isAlphanumeric = (character: string | undefined): boolean => character !== undefined && /[A-Za-z0-9_]/.test(character);
const decimal = "0123456789";
const hexadecimal = `${decimal}abcdefABCDEF`;
const units = /[smhdwy]s?(?:[0-9]+[smhdw]s?)*/y;
const rest = /[0-9]*/y;

/** The literal that begins at a place with a digit, or with a dot before one. A bad one ends where it went wrong. */
export function scanNumberOrDuration(text: string, from: number): { kind: "number" | "duration" | "bad"; to: number } {
  const number = scanNumber(text, from);
  return number.isNumber ? { kind: "number", to: number.to } : scanUnits(text, number.to);
}

function scanNumber(text: string, from: number): { isNumber: boolean; to: number } {
  let at = from;
  let digits = decimal;
  const accept = (characters: string): boolean => {
    if (!isIn(characters, text[at])) return false;
    at++;
    return true;
  };
  if (accept("0") && accept("xX")) {
    accept("_");
    digits = hexadecimal;
  }
  accept(".");
  accept(digits);
  let hasDot = false;
  let hasExponent = false;
  for (;;) {
    if (isIn(".", text[at])) {
      if (hasDot) return { isNumber: false, to: at + 1 };
      hasDot = true;
      at++;
      if (accept("_.") || digits === hexadecimal) return { isNumber: false, to: at };
    } else if (isIn("eE", text[at])) {
      // In a hexadecimal number as well: Prometheus takes the first e for an exponent's, and is none the wiser for it.
      if (hasExponent) return { isNumber: false, to: at + 1 };
      hasExponent = true;
      at++;
      accept("+-");
      if (accept("._eE") || at >= text.length) return { isNumber: false, to: at };
    } else if (accept("_")) {
      if (accept("._eE") || at >= text.length) return { isNumber: false, to: at };
    } else if (isIn(digits, text[at])) {
      while (accept(digits));
    } else {
      return { isNumber: at > from && !isAlphanumeric(text[at]), to: at };
    }
  }
}

/** The units of a duration, from behind its first number. */
function scanUnits(text: string, from: number): { kind: "duration" | "bad"; to: number } {
  units.lastIndex = from;
  if (!units.test(text)) return { kind: "bad", to: from };
  const to = units.lastIndex;
  rest.lastIndex = to;
  rest.test(text);
  // `5m3x`: the 3 was read, the x is what is wrong and not read any more.
  if (rest.lastIndex > to) return { kind: "bad", to: rest.lastIndex };
  return isAlphanumeric(text[to]) ? { kind: "bad", to: to + 1 } : { kind: "duration", to };
}
