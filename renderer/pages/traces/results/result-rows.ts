// What was found, as rows: in their order, with what they are measured by.
import { fromNsTime } from "#shared/logs/block";
import type { Nanoseconds, TraceSummary } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";
import { type Sort, sortRows } from "../../../components/table-order";
import type { FoundTrace } from "../search/create-run";
import { nameText } from "../trace/span-text";
import type { SortColumn } from "../url";

/** Results often come in the order of their names, or none: of equal ones, the newer is first. */
export function sortFound(found: readonly FoundTrace[], { column, isDescending }: Sort & { column: SortColumn }) {
  const newestFirst = sortRows(found, ({ summary }) => startOf(summary), true);
  return column === "start" && isDescending ? newestFirst : sortRows(newestFirst, keys[column], isDescending);
}

const keys: Readonly<Record<SortColumn, (row: FoundTrace) => string | number>> = {
  name: ({ summary }) => `${summary.rootService}\u0000${summary.rootOperation}`.toLowerCase(),
  start: ({ summary }) => startOf(summary),
  duration: ({ summary }) => summary.durationNs,
  spans: ({ summary }) => summary.spans,
  errors: ({ summary }) => summary.errors,
  services: ({ summary }) => summary.services.length,
};

export const startOf = ({ startNs }: Pick<TraceSummary, "startNs">): EpochMs => {
  const { ms, ns } = fromNsTime(startNs);
  return ms + ns / 1e6;
};

/** The longest of them: bars are parts of it. */
export const longestOf = (found: readonly FoundTrace[]): Nanoseconds =>
  found.reduce((most, { summary }) => Math.max(most, summary.durationNs), 0);

/** A number for each service, for its colour: those with most spans first, so that the colours of the palette go to them. */
export function serviceNumbers(found: readonly FoundTrace[]): ReadonlyMap<string, number> {
  const spans = new Map<string, number>();
  for (const { summary } of found) {
    for (const service of summary.services) spans.set(service.name, (spans.get(service.name) ?? 0) + service.spans);
  }
  const names = [...spans].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(names.map(([name], index) => [name, index]));
}

/** The service and operation that it begins with; where the root has not come, that is said. */
export function rootWords({ rootService, rootOperation, traceId }: TraceSummary): { service: string; operation: string } {
  if (rootService === "" && rootOperation === "") return { service: "", operation: `root not found · ${shortId(traceId)}` };
  return { service: nameText(rootService), operation: nameText(rootOperation) || "(no name)" };
}

/** As much of an id as tells traces apart. */
export const shortId = (traceId: string): string => nameText(traceId.slice(0, 8));
