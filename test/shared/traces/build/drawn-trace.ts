// Traces drawn by hand, a line for each span and a column for each millisecond:
//
//   GET shop server      |====######====|
//     SELECT db client   |    ====      |
//
// What stands further in was called by the line above it. After the name come the service, and in any order a kind, `error`,
// `follows` and `host=…`. `=` and `#` are the span at work (`#`: on the critical path), `.` a span that lasted no time.
import { type SpanKind, spanFlags, spanKinds, type Trace } from "#shared/model/trace";
import { type BuiltTrace, buildTrace } from "#shared/traces/build/index";
import { SpanTableWriter, tagTypeNumber } from "#shared/traces/read/table-writer";
import type { SpanTable } from "#shared/traces/span-table";
import type { TraceView } from "#shared/traces/trace-view";

export const perMs = 1_000_000;

export interface DrawnSpan {
  id: string;
  parent?: string;
  /** The id, unless told. */
  operation?: string;
  /** "shop", unless told. */
  service?: string;
  kind?: SpanKind;
  /** In milliseconds; absent: not told. */
  from?: number;
  took?: number;
  host?: string;
  isError?: boolean;
  isFollower?: boolean;
  isSharedHalf?: boolean;
  tags?: Record<string, string>;
  warnings?: string;
}

/** When drawn traces begin, in epoch seconds. */
export const drawnSeconds = 1_795_168_800;

export function tableOf(spans: readonly DrawnSpan[]): { table: SpanTable; rows: Uint32Array } {
  const writer = new SpanTableWriter();
  const text = (words: string): number => writer.texts.number(words);
  writer.startAt({ seconds: drawnSeconds, nanos: 0 });
  for (const span of spans) {
    const processFrom = writer.tagCount;
    if (span.host !== undefined) writer.addTag("host.name", span.host, tagTypeNumber("string"));
    const process = writer.addProcess(processFrom);
    const tagsFrom = writer.tagCount;
    for (const [key, value] of Object.entries(span.tags ?? {})) writer.addTag(key, value, tagTypeNumber("string"));
    const tagsTo = writer.tagCount;
    if (span.isFollower) writer.addLink("f00d", span.parent ?? "", "follows from", tagsTo);
    writer.addSpan({
      traceId: text("f00d"),
      spanId: text(span.id),
      parentId: text(span.parent ?? ""),
      service: text(span.service ?? "shop"),
      operation: text(span.operation ?? span.id),
      kind: spanKinds.indexOf(span.kind ?? "unset"),
      flags: span.isError ? spanFlags.error : 0,
      start: span.from === undefined ? Number.NaN : span.from * perMs,
      duration: span.took === undefined ? Number.NaN : span.took * perMs,
      process,
      tagsFrom,
      tagsTo,
      statusMessage: 0,
      scope: 0,
      warnings: text(span.warnings ?? ""),
      isSharedHalf: span.isSharedHalf ?? false,
    });
  }
  return { table: writer.table, rows: Uint32Array.from(spans, (_, row) => row) };
}

export function buildOf(spans: readonly DrawnSpan[], options?: { isCut?: boolean }): BuiltTrace {
  const { table, rows } = tableOf(spans);
  return buildTrace(table, rows, options);
}

export const traceOf = (drawing: string): Trace => buildOf(readDrawing(drawing)).trace;

export function readDrawing(drawing: string): DrawnSpan[] {
  const above: { indent: number; id: string }[] = [];
  return linesOf(drawing).map((line, index) => {
    const [head = "", bar = ""] = line.split("|");
    const indent = head.search(/\S/);
    const [name = "", service = "shop", ...words] = head.trim().split(/\s+/);
    while (above.length > 0 && (above.at(-1) as { indent: number }).indent >= indent) above.pop();
    const id = `${name}-${index}`;
    const parent = above.at(-1)?.id;
    above.push({ indent, id });
    const host = words.find((word) => word.startsWith("host="))?.slice("host=".length);
    const kind = spanKinds.find((known) => words.includes(known));
    return {
      id,
      ...(parent !== undefined && { parent }),
      operation: name,
      service,
      ...(kind && { kind }),
      ...(host !== undefined && { host }),
      from: bar.search(/\S/),
      took: bar.includes(".") ? 0 : bar.trim().length,
      isError: words.includes("error"),
      isFollower: words.includes("follows"),
    };
  });
}

/** The drawing again, as the trace was built: corrected times, in the order of the waterfall, `#` for the critical path. */
export function draw(trace: Trace, { correctsClocks = true }: { correctsClocks?: boolean } = {}): string {
  // Where clocks are not corrected, spans may start before the moment that all times count from.
  const first = correctsClocks ? 0 : Math.min(...trace.start);
  const startOf = (position: number): number =>
    (trace.start[position] as number) - first + (correctsClocks ? (trace.shift[position] as number) : 0);
  const ends = Array.from({ length: trace.count }, (_, position) => startOf(position) + (trace.duration[position] as number));
  const width = Math.max(...ends) / perMs;
  const heads = Array.from({ length: trace.count }, (_, position) => {
    const name = trace.operations[trace.operation[position] as number];
    return `${"  ".repeat(trace.depth[position] as number)}${name}`;
  });
  const headWidth = Math.max(...heads.map(({ length }) => length));
  return heads
    .map((head, position) => {
      const from = startOf(position) / perMs;
      const took = (trace.duration[position] as number) / perMs;
      const bar = Array.from({ length: width }, (_, column) => {
        if (took === 0 && column === from) return ".";
        return column >= from && column < from + took ? (isCritical(trace, position, column) ? "#" : "=") : " ";
      });
      return `${head.padEnd(headWidth)} |${bar.join("")}|`;
    })
    .join("\n");
}

function isCritical(trace: Trace, position: number, column: number): boolean {
  for (let at = trace.criticalOf[position] as number; at < (trace.criticalOf[position + 1] as number); at++) {
    const [from, to] = [trace.criticalFrom[at] as number, trace.criticalTo[at] as number];
    if (column * perMs >= from && (column + 1) * perMs <= to) return true;
  }
  return false;
}

/** Without what the test's own indentation adds, and with names alone at the head: as `draw` writes it. */
export function plainDrawing(drawing: string): string {
  const lines = linesOf(drawing);
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  const heads = lines.map((line) => {
    const head = line.slice(margin).split("|")[0] as string;
    return head.slice(0, head.search(/\S/)) + (head.trim().split(/\s+/)[0] as string);
  });
  const headWidth = Math.max(...heads.map(({ length }) => length));
  return lines.map((line, index) => `${(heads[index] as string).padEnd(headWidth)} |${line.split("|")[1]}|`).join("\n");
}

const linesOf = (drawing: string): string[] => drawing.split("\n").filter((line) => line.includes("|"));

export const operationAt = (trace: Trace, position: number): string =>
  trace.operations[trace.operation[position] as number] as string;

/** How a trace is shown when nothing was done to it: all of it, with runs folded. */
export const untouchedView = (trace: Trace): TraceView => ({
  collapsed: new Uint8Array(trace.count),
  openRuns: new Set(),
  foldsRuns: true,
  filter: {},
});
