// What is found in a line, and where.
import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Piece } from "./pieces";

export interface SearchTerm {
  text: string;
  isRegex: boolean;
  ignoresCase: boolean;
}

export interface Matcher {
  mark: NonNullable<Piece["mark"]>;
  test(text: string): boolean;
  /** Where it is found, first to last: pairs of beginning and end. */
  ranges(text: string): number[];
}

/** More marks than this in one line say nothing any more. */
const mostRanges = 500;

/** At some length beyond this JavaScript refuses a pattern, and says so only when it is used. */
const longestPattern = 5000;

// A few words between bars: JavaScript finds these as RE2 does, in time that grows with the text alone.
const simple = /^(?:[\w\s"'/:=,<>@#%&;~`!-]|\\[.()[\]{}*+?|^$\\/-])+(?:\|(?:[\w\s"'/:=,<>@#%&;~`!-]|\\[.()[\]{}*+?|^$\\/-])+)*$/;

/** Throws a plain Error for a bad pattern. The patterns are RE2's, as the servers have them. */
export function createMatcher({ text, isRegex, ignoresCase }: SearchTerm, mark: Matcher["mark"]): Matcher {
  if (text.length > longestPattern) throw new Error(`Only ${longestPattern} characters can be looked for`);
  const flags = text.startsWith("(?i)") && isRegex;
  const pattern = flags ? text.slice(4) : text;
  if (!isRegex || simple.test(pattern)) {
    return fromRegExp(new RegExp(isRegex ? pattern : escaped(text), ignoresCase || flags ? "gi" : "g"), mark);
  }
  return fromRe2(text, ignoresCase, mark);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function fromRegExp(regex: RegExp, mark: Matcher["mark"]): Matcher {
  return {
    mark,
    test(text) {
      regex.lastIndex = 0;
      return regex.test(text);
    },
    ranges(text) {
      const ranges: number[] = [];
      regex.lastIndex = 0;
      for (let found = regex.exec(text); found && ranges.length < 2 * mostRanges; found = regex.exec(text)) {
        if (found[0] === "") regex.lastIndex++;
        else ranges.push(found.index, found.index + found[0].length);
      }
      return ranges;
    },
  };
}

function fromRe2(pattern: string, ignoresCase: boolean, mark: Matcher["mark"]): Matcher {
  const compiled = compile(pattern, RE2JS.DOTALL | (ignoresCase ? RE2JS.CASE_INSENSITIVE : 0));
  return {
    mark,
    test: (text) => compiled.test(text),
    ranges(text) {
      const ranges: number[] = [];
      const matcher = compiled.matcher(text);
      while (ranges.length < 2 * mostRanges && matcher.find()) {
        if (matcher.end() > matcher.start()) ranges.push(matcher.start(), matcher.end());
      }
      return ranges;
    },
  };
}

function compile(pattern: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(pattern, flags);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    // The whole pattern comes with the library's own flags in front.
    const part = (error.getPattern() ?? "").replace(/^\(\?i?s\)/, "");
    throw new Error(`${error.getDescription()}: ${part}`, { cause: error });
  }
}

/** Matchers of those terms that can be looked for; what cannot is not marked, and the query itself says what is wrong. */
export function matchersOf(terms: readonly SearchTerm[]): Matcher[] {
  return terms.flatMap((term) => {
    if (term.text === "") return [];
    try {
      return createMatcher(term, "term");
    } catch {
      // A pattern that the library does not know: the server has found the lines all the same.
      return [];
    }
  });
}

/** The pieces with what was found in them cut out and marked. Of two marks in one place the later matcher's is seen. */
export function markedPieces(pieces: readonly Piece[], matchers: readonly Matcher[], mostLooked: number): Piece[] {
  if (matchers.length === 0) return [...pieces];
  let looked = "";
  for (const piece of pieces) {
    if (looked.length >= mostLooked) break;
    looked += piece.text;
  }
  looked = looked.slice(0, mostLooked);
  let marked: readonly Piece[] = pieces;
  for (const matcher of matchers) marked = cutAt(marked, matcher.ranges(looked), matcher.mark);
  return [...marked];
}

function cutAt(pieces: readonly Piece[], ranges: readonly number[], mark: Matcher["mark"]): readonly Piece[] {
  if (ranges.length === 0) return pieces;
  const result: Piece[] = [];
  let offset = 0;
  let next = 0;
  for (const piece of pieces) {
    const end = offset + piece.text.length;
    let at = offset;
    while (at < end) {
      const [from = end, to = end] = [ranges[next], ranges[next + 1]];
      if (from >= end) {
        result.push(part(piece, at - offset, end - offset));
        at = end;
      } else if (from > at) {
        result.push(part(piece, at - offset, from - offset));
        at = from;
      } else {
        const until = Math.min(to, end);
        result.push({ ...part(piece, at - offset, until - offset), mark });
        at = until;
        if (to <= end) next += 2;
      }
    }
    offset = end;
  }
  return result;
}

const part = (piece: Piece, from: number, to: number): Piece =>
  from === 0 && to === piece.text.length ? piece : { ...piece, text: piece.text.slice(from, to) };
