// Globs, as shells have them: for names of files, units and containers. Never a regular expression made of what somebody typed:
// `*a*a*a*a*b` would keep one busy for minutes.

/** Whether the whole text is as the glob says: `*`, `?` and `[a-z]`, of which none stands for a slash. */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let in_ = 0;
  /** Behind the last star, and where the text stood when it was tried last. */
  let star = -1;
  let tried = 0;
  while (in_ < text.length) {
    if (glob[at] === "*") {
      star = ++at;
      tried = in_;
      continue;
    }
    const width = at < glob.length ? widthOfMatch(glob, at, text[in_] as string) : 0;
    if (width > 0) {
      at += width;
      in_++;
    } else if (star >= 0 && text[tried] !== "/") {
      at = star;
      in_ = ++tried;
    } else {
      return false;
    }
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}

/** How many characters of the glob stand for this one; 0: they do not. */
function widthOfMatch(glob: string, at: number, character: string): number {
  const sign = glob[at];
  if (sign === "?") return character === "/" ? 0 : 1;
  if (sign === "\\" && at + 1 < glob.length) return glob[at + 1] === character ? 2 : 0;
  if (sign !== "[") return sign === character ? 1 : 0;
  const isNot = glob[at + 1] === "!" || glob[at + 1] === "^";
  const from = at + (isNot ? 2 : 1);
  // A bracket that stands first is one of the characters.
  const end = glob.indexOf("]", from + 1);
  if (end < 0) return sign === character ? 1 : 0;
  return isOneOf(glob.slice(from, end), character) !== isNot && character !== "/" ? end - at + 1 : 0;
}

function isOneOf(set: string, character: string): boolean {
  for (let index = 0; index < set.length; index++) {
    const [first, dash, last] = [set[index] as string, set[index + 1], set[index + 2]];
    if (dash === "-" && last !== undefined) {
      if (first <= character && character <= last) return true;
      index += 2;
    } else if (first === character) {
      return true;
    }
  }
  return false;
}

export const isGlob = (text: string): boolean => /[*?[\]{}]/.test(text);

/** `{a,b}` written out, as shells do it; no more than the first so many, because thirty such pairs in a row are a thousand million. */
export function writtenOut(glob: string, most = 100): string[] {
  const open = glob.indexOf("{");
  const close = open < 0 ? -1 : closingBrace(glob, open);
  if (close < 0) return [glob];
  const [before, after] = [glob.slice(0, open), glob.slice(close + 1)];
  const all: string[] = [];
  for (const choice of choices(glob.slice(open + 1, close))) {
    if (all.length >= most) break;
    all.push(...writtenOut(`${before}${choice}${after}`, most - all.length));
  }
  return all;
}

function closingBrace(glob: string, open: number): number {
  let depth = 0;
  for (let index = open; index < glob.length; index++) {
    if (glob[index] === "{") depth++;
    if (glob[index] === "}" && --depth === 0) return index;
  }
  return -1;
}

/** What stands between commas that are not within further braces. */
function choices(inside: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < inside.length; index++) {
    if (inside[index] === "{") depth++;
    if (inside[index] === "}") depth--;
    if (inside[index] !== "," || depth > 0) continue;
    found.push(inside.slice(from, index));
    from = index + 1;
  }
  return [...found, inside.slice(from)];
}
