// An alert's past as bands, from what the ledger says of its changes and of the times in which nobody looked.
import type { AlertBand, LedgerEntry } from "#shared/contract/alerts";
import type { EpochMs, Milliseconds } from "#shared/units/time";

type Range = { fromMs: EpochMs; toMs: EpochMs };
type State = AlertBand["state"];

/** The kinds of entries that bands are made of. */
export const bandKinds = ["pending", "firing", "resolved", "dropped", "unknown", "known"] as const;

/**
 * Bands without holes, oldest first. `entries` are of the alert, in any order; the latest before the range may be among them,
 * and says how it began. `gaps` are those in which nobody looked.
 */
export function bandsOf(entries: readonly LedgerEntry[], gaps: readonly Range[], { fromMs, toMs }: Range): AlertBand[] {
  if (toMs <= fromMs) return [];
  const sorted = entries.toSorted((a, b) => a.at - b.at);
  const edges: { at: EpochMs; state: State }[] = [{ at: Number.NEGATIVE_INFINITY, state: "inactive" }];
  let known: State = "inactive";
  let isUnknown = false;
  for (const { at, kind } of sorted) {
    if (kind === "unknown" || kind === "known") isUnknown = kind === "unknown";
    else known = stateAfter(kind) ?? known;
    if (known === "inactive") isUnknown = false;
    edges.push({ at, state: isUnknown ? "unknown" : known });
  }
  const stateAt = (time: EpochMs): State => {
    if (gaps.some((gap) => gap.fromMs <= time && time < gap.toMs)) return "unobserved";
    return edges.findLast(({ at }) => at <= time)?.state ?? "inactive";
  };
  const cuts = [...edges.map(({ at }) => at), ...gaps.flatMap((gap) => [gap.fromMs, gap.toMs])];
  const times = [...new Set([fromMs, ...cuts.filter((at) => at > fromMs && at < toMs)])].sort((a, b) => a - b);
  const bands: AlertBand[] = [];
  for (const [index, from] of times.entries()) {
    const to = times[index + 1] ?? toMs;
    const state = stateAt(from);
    const last = bands.at(-1);
    if (last?.state === state) last.toMs = to;
    else bands.push({ fromMs: from, toMs: to, state });
  }
  return bands;
}

function stateAfter(kind: LedgerEntry["kind"]): State | undefined {
  switch (kind) {
    case "pending":
    case "firing":
      return kind;
    case "resolved":
    case "dropped":
      return "inactive";
    default:
      return undefined;
  }
}

/** How long the alert fired each time it began to in the range; the last time up to the range's end, if it has not ended. */
export function firingTimes(entries: readonly LedgerEntry[], { fromMs, toMs }: Range): Milliseconds[] {
  const lengths: Milliseconds[] = [];
  let since: EpochMs | undefined;
  for (const { at, kind } of entries.toSorted((a, b) => a.at - b.at)) {
    if (at > toMs) break;
    if (kind === "firing") since ??= at;
    if ((kind === "resolved" || kind === "dropped" || kind === "pending") && since !== undefined) {
      if (since >= fromMs) lengths.push(at - since);
      since = undefined;
    }
  }
  if (since !== undefined && since >= fromMs) lengths.push(toMs - since);
  return lengths;
}

export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
