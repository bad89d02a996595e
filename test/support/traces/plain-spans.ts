// What was read, as plain objects, for comparing whole results.
import { spanFlags, spanKinds } from "#shared/model/trace";
import { createTraceReading } from "#shared/traces/read/index";
import { eventTags, linkTags, processTags, range, spanTags } from "#shared/traces/span-detail";
import { type ReadOutcome, type SpanTable, type TagRange, tagTypes } from "#shared/traces/span-table";
import { epochNs } from "#shared/traces/summaries";

/** Reads a text, in pieces of this many bytes. */
export function readText(text: string | Uint8Array, pieceLength = Number.POSITIVE_INFINITY): ReadOutcome {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const reading = createTraceReading();
  for (let at = 0; at < bytes.length; at += pieceLength) reading.push(bytes.slice(at, at + pieceLength));
  return reading.end();
}

/** Tags as `key=value`, with the type where it is not a string. */
export type PlainSpan = ReturnType<typeof plainSpan>;

export const plainSpans = (table: SpanTable) => Array.from({ length: table.count }, (_, row) => plainSpan(table, row));

function plainSpan(table: SpanTable, row: number) {
  const text = (number: number | undefined) => table.texts[number as number] as string;
  const tags = ({ from, to }: TagRange) =>
    Array.from({ length: to - from }, (_, index) => {
      const type = tagTypes[table.tagType[from + index] as number];
      return `${text(table.tagKey[from + index])}=${text(table.tagValue[from + index])}${type === "string" ? "" : ` (${type})`}`;
    });
  const time = (at: number | undefined) => (at === undefined || Number.isNaN(at) ? "untold" : epochNs(table, at));
  const flags = table.flags[row] as number;
  return {
    traceId: text(table.traceId[row]),
    spanId: text(table.spanId[row]),
    parentId: text(table.parentId[row]),
    service: text(table.service[row]),
    operation: text(table.operation[row]),
    kind: spanKinds[table.kind[row] as number],
    start: time(table.start[row]),
    duration: table.duration[row] as number,
    flags: Object.entries(spanFlags)
      .filter(([, bit]) => flags & bit)
      .map(([name]) => name)
      .join(" "),
    tags: tags(spanTags(table, row)),
    process: tags(processTags(table, row)),
    events: range(table.eventsOf, row).map((event) => ({
      at: time(table.eventAt[event]),
      name: text(table.eventName[event]),
      tags: tags(eventTags(table, event)),
    })),
    links: range(table.linksOf, row).map((link) => ({
      to: `${text(table.linkTraceId[link])}/${text(table.linkSpanId[link])}`,
      kind: text(table.linkKind[link]),
      tags: tags(linkTags(table, link)),
    })),
    statusMessage: text(table.statusMessage[row]),
    scope: text(table.scope[row]),
    warnings: text(table.warnings[row]),
    isSharedHalf: table.isSharedHalf[row] === 1,
    isRepeated: table.isRepeated[row] === 1,
  };
}
