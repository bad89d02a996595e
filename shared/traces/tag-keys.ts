import { longestName } from "../model/trace";
import type { BuiltTrace } from "./build/index";
import { shorten } from "./shorten";
import { processTags, spanTags } from "./span-detail";
import type { SpanTable } from "./span-table";

/** The names of all tags, of spans and of their processes, with how many spans have them: most first. */
export function tagKeysIn(table: SpanTable, built: BuiltTrace): { key: string; spans: number }[] {
  const spans = new Map<number, number>();
  const last = new Map<number, number>();
  for (let position = 0; position < built.row.length; position++) {
    const row = built.row[position] as number;
    for (const { from, to } of [spanTags(table, row), processTags(table, row)]) {
      for (let tag = from; tag < to; tag++) {
        const key = table.tagKey[tag] as number;
        // A span may say a thing twice.
        if (last.get(key) === position) continue;
        last.set(key, position);
        spans.set(key, (spans.get(key) ?? 0) + 1);
      }
    }
  }
  return [...spans]
    .map(([key, count]) => ({ key: shorten(table.texts[key] as string, longestName), spans: count }))
    .sort((a, b) => b.spans - a.spans || (a.key < b.key ? -1 : 1));
}
