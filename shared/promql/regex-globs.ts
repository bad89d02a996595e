// Nine in ten patterns in dashboards are made of plain text, alternatives, `.*` and `.+` only: `node_.*`, `a|b`, `(eth|wlan).+`.
// They are answered by searching for their texts, without an automaton, in time that grows with the text alone.

/** A text that must be there, or any text of at least so many characters. */
type Piece = { literal: string } | { atLeast: 0 | 1 };

/** What a pattern can be in all; a list of pieces for each alternative. */
type Alternatives = Piece[][];

/** More alternatives than this, once groups are multiplied out, are left to the automaton. */
const mostAlternatives = 10_000;
/** Deeper groups are nobody's pattern. */
const deepest = 20;

/** Whether a whole text matches one of the pattern's alternatives; undefined for a pattern that has more in it. */
export function compileGlobs(pattern: string): ((text: string) => boolean) | undefined {
  const alternatives = parse(pattern);
  if (!alternatives) return undefined;
  const literals = new Set<string>();
  const globs: Glob[] = [];
  for (const pieces of alternatives) {
    const glob = toGlob(pieces);
    if (!glob) return undefined;
    if (glob.gaps.length === 0) literals.add(glob.first);
    else globs.push(glob);
  }
  const [only] = globs;
  if (!only) return (text) => literals.has(text);
  if (globs.length === 1 && literals.size === 0) return (text) => matchesGlob(only, text);
  return (text) => literals.has(text) || globs.some((glob) => matchesGlob(glob, text));
}

function parse(pattern: string): Alternatives | undefined {
  let at = 0;
  let depth = 0;

  function alternatives(): Alternatives | undefined {
    const all: Alternatives = [];
    for (;;) {
      const some = sequence();
      if (!some || all.length + some.length > mostAlternatives) return undefined;
      all.push(...some);
      if (pattern[at] !== "|") return all;
      at++;
    }
  }

  function sequence(): Alternatives | undefined {
    let done: Alternatives = [[]];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const next = item();
      if (!next || done.length * next.length > mostAlternatives) return undefined;
      done =
        next.length === 1
          ? done.map((pieces) => [...pieces, ...(next[0] ?? [])])
          : done.flatMap((left) => next.map((right) => [...left, ...right]));
    }
    return done;
  }

  function item(): Alternatives | undefined {
    const found = pattern[at] === "(" ? group() : pattern[at] === "." ? wildcard() : literal();
    // A quantifier behind it means something else; one behind a wildcard is a mistake.
    return found && !/[*+?{]/.test(pattern[at] ?? "") ? found : undefined;
  }

  function group(): Alternatives | undefined {
    at += pattern.startsWith("(?:", at) ? 3 : 1;
    if (++depth > deepest) return undefined;
    const inside = alternatives();
    if (!inside || pattern[at] !== ")") return undefined;
    at++;
    depth--;
    return inside;
  }

  function wildcard(): Alternatives | undefined {
    const quantifier = pattern[at + 1];
    if (quantifier !== "*" && quantifier !== "+") return undefined;
    at += 2;
    return [[{ atLeast: quantifier === "*" ? 0 : 1 }]];
  }

  /** A run of plain characters, without the last if it is quantified. */
  function literal(): Alternatives | undefined {
    const run = /(?:[^\\.+*?()|[\]{}^$]|\\[!-/:-@[-^`{-~])+/uy;
    run.lastIndex = at;
    const text = run.exec(pattern)?.[0];
    if (text === undefined) return undefined;
    at += text.length;
    return [[{ literal: text.replace(/\\(.)/gu, "$1") }]];
  }

  const all = alternatives();
  return at === pattern.length ? all : undefined;
}

/** `first`, then for each gap any text of at least so many characters and its literal; the last one ends the text. */
interface Glob {
  first: string;
  gaps: { atLeast: 0 | 1; literal: string }[];
}

function toGlob(pieces: readonly Piece[]): Glob | undefined {
  const glob: Glob = { first: "", gaps: [] };
  let previous: Piece | undefined;
  for (const piece of pieces) {
    const gap = glob.gaps.at(-1);
    if ("literal" in piece) {
      if (gap) gap.literal += piece.literal;
      else glob.first += piece.literal;
    } else if (gap && previous && "atLeast" in previous) {
      // Two characters are up to four units of a JavaScript string; that is left to the automaton.
      if (gap.atLeast + piece.atLeast > 1) return undefined;
      gap.atLeast = gap.atLeast || piece.atLeast;
    } else {
      glob.gaps.push({ atLeast: piece.atLeast, literal: "" });
    }
    // An empty group stands between two wildcards without parting them.
    if (!("literal" in piece) || piece.literal !== "") previous = piece;
  }
  return glob;
}

/** Each text is looked for as far left as it can be, which leaves the most room for the others. */
function matchesGlob({ first, gaps }: Glob, text: string): boolean {
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (let index = 0; index < gaps.length - 1; index++) {
    const { atLeast, literal } = gaps[index] as Glob["gaps"][number];
    const found = text.indexOf(literal, at + atLeast);
    if (found < 0 || at + atLeast > text.length) return false;
    at = found + literal.length;
  }
  const last = gaps.at(-1);
  if (!last) return at === text.length;
  return text.length >= at + last.atLeast + last.literal.length && text.endsWith(last.literal);
}
