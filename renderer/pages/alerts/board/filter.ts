// The board's filter: matchers as in Alertmanager, and words beside them. `severity="critical", job=~"node.*" disk`.
import { compileMatchers, parseMatchers } from "#shared/alerting/matchers";
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";
import { bySource } from "../url";
import type { BoardRow } from "./rows";

export interface BoardFilter {
  matchers: readonly Matcher[];
  /** In small letters; a row has to have every one of them somewhere. */
  words: readonly string[];
  /** What of it is not understood, and where that stands; that part filters nothing. */
  problem: { message: string; from: number; to: number } | undefined;
}

const quoted = String.raw`"(?:[^"\\]|\\.)*"?`;
/** A matcher as far as it is written, or a word, perhaps in quotes. */
const part = new RegExp(
  String.raw`((?:${quoted}|[^\s,{}=!~"]+)\s*(?:=~|!~|!=|=)\s*(?:${quoted}|[^\s,}]*))|(${quoted}|[^\s,{}]+)`,
  "g",
);

export function readFilter(text: string): BoardFilter {
  const matchers: Matcher[] = [];
  const words: string[] = [];
  let problem: BoardFilter["problem"];
  for (const found of text.matchAll(part)) {
    const [, matcher, word] = found;
    if (matcher === undefined) {
      const bare = (word ?? "").replace(/^"|"$/g, "").trim().toLowerCase();
      if (bare !== "") words.push(bare);
      continue;
    }
    const read = parseMatchers(matcher);
    if (read.ok) matchers.push(...read.matchers);
    else problem ??= { message: read.message, from: found.index + read.from, to: found.index + read.to };
  }
  return { matchers, words, problem };
}

/** The same for the field that it is typed into: words are no mistake there. */
export function readForInput(
  text: string,
): { ok: true; matchers: readonly Matcher[] } | ({ ok: false } & NonNullable<BoardFilter["problem"]>) {
  const { matchers, problem } = readFilter(text);
  return problem ? { ok: false, ...problem } : { ok: true, matchers };
}

/** The test that a row has to pass. `__source__` is the name of the source it is about. */
export function compileFilter(
  { matchers, words }: BoardFilter,
  nameOfSource: (id: string) => string,
): (row: BoardRow) => boolean {
  const areLabelsRight = matchers.length === 0 ? undefined : compileMatchers([...matchers]);
  const needsSource = matchers.some(({ name }) => name === bySource);
  return (row) => {
    if (words.length > 0) {
      const text = textOf(row);
      const source = nameOfSource(row.source).toLowerCase();
      if (!words.every((word) => text.includes(word) || source.includes(word))) return false;
    }
    if (!areLabelsRight) return true;
    return areLabelsRight(needsSource ? withSource(row, nameOfSource) : row.labels);
  };
}

const withSource = ({ labels, source }: BoardRow, nameOfSource: (id: string) => string): Labels => ({
  ...labels,
  [bySource]: nameOfSource(source),
});

// Put together once for each row: a filter is typed letter by letter, over all of them each time.
const texts = new WeakMap<BoardRow, string>();

function textOf(row: BoardRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    text = [row.name, row.summary, ...Object.values(row.labels)].join("\n").toLowerCase();
    texts.set(row, text);
  }
  return text;
}
