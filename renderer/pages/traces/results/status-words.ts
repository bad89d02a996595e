// How a search is going, or went.
import { formatCount } from "#shared/format/count";
import { formatDiskSize } from "#shared/format/disk-size";
import { formatQuantity } from "#shared/format/quantity";
import type { SearchState } from "../search/create-run";
import { counted } from "../trace/trace-facts";

export interface StatusWords {
  /** The number that matters, set apart. */
  count: string;
  rest: string;
  /** As many as were asked for: there may be more. */
  isFull: boolean;
}

export function statusWords({ phase, found, isStale, bytes, asked, files, tookMs }: SearchState): StatusWords {
  const have = isStale ? 0 : found.length;
  const read = bytes > 0 ? `${formatDiskSize(bytes)} read` : "";
  switch (phase) {
    case "idle":
      return { count: "", rest: "", isFull: false };
    case "waiting":
      return { count: "", rest: "Waiting for the first answer…", isFull: false };
    case "running":
      return {
        count: have > 0 ? counted(have, "trace") : "",
        rest: joined([have > 0 ? "so far" : "", read, "more is coming…"]),
        isFull: false,
      };
    case "reading":
      return { count: "", rest: joined([read, "reading the traces in it…"]), isFull: false };
    case "cancelled":
      // That there are none is not known.
      if (have === 0) return { count: "", rest: joined([read, "cancelled before any trace came"]), isFull: false };
      return { count: counted(have, "trace"), rest: joined([read, "cancelled: what had come is shown"]), isFull: false };
    case "failed":
      return { count: have > 0 ? counted(have, "trace") : "", rest: have > 0 ? "came before it failed" : "", isFull: false };
    case "done": {
      if (files)
        return {
          count: counted(have, "trace"),
          rest: `from ${files.length === 1 ? files[0] : `${formatCount(files.length)} files`}`,
          isFull: false,
        };
      const isFull = asked !== undefined && have >= asked.search.limit;
      const took = tookMs === undefined ? "" : formatQuantity(tookMs / 1000, "seconds");
      return { count: counted(have, "trace"), rest: joined([took, read, isFull ? "as many as were asked for" : ""]), isFull };
    }
  }
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(" · ");
