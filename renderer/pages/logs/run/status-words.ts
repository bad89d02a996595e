// How far the reading of a query has come, in words.
import { formatMoment } from "#shared/format/clock-time";
import type { EpochMs } from "#shared/units/time";
import type { RunState } from "./create-run";
import { linesWord } from "./lines-word";

export interface ShownLines {
  /** So many lines are in the list. */
  shown: number;
  oldestMs: EpochMs | undefined;
  newestMs: EpochMs | undefined;
}

export function statusWords(
  { phase, lines, end, asked, isStale, warnings }: RunState,
  { shown, oldestMs, newestMs }: ShownLines,
): string {
  if (isStale) return "Asking; these are still the lines of the query before";
  const count = linesWord(lines);
  switch (phase) {
    case "idle":
    case "waiting":
      return "";
    case "running":
      return `${count}, reading on`;
    case "cancelled":
      return lines > 0 ? `${count}, then cancelled` : "Cancelled";
    case "failed":
      return lines > 0 ? `${count}, then it failed` : "";
    case "done":
      if (shown !== lines) return `${linesWord(shown)}, with those that came while it was live`;
      if (end === "full") return `${count}: more are not kept here; narrow the time or the query`;
      if (end === "limit") {
        const isForward = asked?.direction === "forward";
        const edge = isForward ? newestMs : oldestMs;
        const reach = edge === undefined ? "" : ` ${isForward ? "up" : "back"} to ${formatMoment(edge)}`;
        return `The ${isForward ? "oldest" : "newest"} ${count}${reach}`;
      }
      // What the source remarked may be that it left some out.
      if (warnings.length > 0 && lines > 1) return `${count} of this time`;
      return lines === 0 ? "No lines" : lines === 1 ? "The only line of this time" : `All ${count} of this time`;
  }
}
