// What is found wrong with a trace while it is built: counted by kind, and told in one sentence each with the first span of it.
import { formatCount } from "../../format/count";
import type { SpanTable } from "../span-table";

export type FindingKind = keyof typeof sentences;

export interface Findings {
  /** `span` is its number in the trace, in order of arrival. */
  add(kind: FindingKind, span: number): void;
  times(kind: FindingKind): number;
  sentences(): string[];
}

/** Names come from outside and may be megabytes long; a sentence has room for so much of one. */
const longestName = 80;

const plural = (times: number, one: string, many: string): string =>
  times === 1 ? `1 span ${one}` : `${formatCount(times)} spans ${many}`;
const named = (times: number, first: string): string => (times === 1 ? first : `the first is ${first}`);

// In the order in which they are told.
const sentences = {
  orphan: (times: number, first: string) =>
    `${plural(times, "names a parent that is", "name parents that are")} not in this trace: ${named(times, first)}. The trace is incomplete, and ${times === 1 ? "it stands" : "they stand"} at the top.`,
  roots: (times: number, first: string) => `The trace has ${formatCount(times)} roots, side by side; the first is ${first}.`,
  self: (times: number, first: string) =>
    `${plural(times, "names itself as its parent", "name themselves as their parents")}: ${named(times, first)}. ${times === 1 ? "It stands" : "They stand"} at the top.`,
  cycle: (times: number, first: string) =>
    times === 1
      ? `Parents go round in a circle. It was cut above the span that starts first, ${first}.`
      : `Parents go round in ${formatCount(times)} circles. Each was cut above the span that starts first; the first is ${first}.`,
  duplicate: (times: number, first: string) =>
    `${plural(times, "has the id", "have the ids")} of an earlier span: ${named(times, first)}. Children are drawn below the one that came first.`,
  endless: (times: number, first: string) =>
    `${plural(times, "has no duration, and is drawn as a moment", "have no duration, and are drawn as moments")}: ${named(times, first)}.`,
  negative: (times: number, first: string) =>
    `${plural(times, "ends before it starts, and is drawn as a moment", "end before they start, and are drawn as moments")}: ${named(times, first)}.`,
  startless: (times: number, first: string) =>
    `${plural(times, "does not tell when it started, and is drawn where its parent starts", "do not tell when they started, and are drawn where their parents start")}: ${named(times, first)}.`,
  outlier: (times: number, first: string) =>
    `${plural(times, "is", "are")} more than a month away from most others, as if ${times === 1 ? "its time" : "their times"} were in the wrong unit: ${named(times, first)}. The time shown is that of the others.`,
  overlong: (_times: number, first: string) =>
    `The trace lasts more than a month, as if some of its times were in the wrong unit: it begins with ${first}.`,
};

export function createFindings(table: SpanTable, rows: Uint32Array): Findings {
  const found = new Map<FindingKind, { first: number; times: number }>();
  const tell = (span: number): string => {
    const row = rows[span] as number;
    const name = shorten(table.texts[table.operation[row] as number] ?? "");
    const id = shorten(table.texts[table.spanId[row] as number] ?? "");
    const named = name === "" ? "one without a name" : `“${name}”`;
    return id === "" ? `${named} (without an id)` : `${named} (${id})`;
  };
  return {
    add(kind, span) {
      const known = found.get(kind);
      if (known) known.times++;
      else found.set(kind, { first: span, times: 1 });
    },
    times: (kind) => found.get(kind)?.times ?? 0,
    sentences: () =>
      (Object.keys(sentences) as FindingKind[]).flatMap((kind) => {
        const known = found.get(kind);
        // One root is how it should be.
        return known && !(kind === "roots" && known.times < 2) ? [sentences[kind](known.times, tell(known.first))] : [];
      }),
  };
}

const shorten = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);
