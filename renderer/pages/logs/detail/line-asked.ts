import { toNsTime } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import type { NsTime } from "#shared/model/log";
import type { DetailLine } from "./lines";

/** As much of a line's beginning as tells it from others of its nanosecond; the contract takes no more. */
const longestStart = 1024;

/** How a source finds a line again. */
export const lineAsked = ({
  labels,
  ms,
  ns,
  line,
}: Pick<DetailLine, "labels" | "ms" | "ns" | "line">): { labels: Labels; timeNs: NsTime; start: string } => ({
  labels,
  timeNs: toNsTime({ ms, ns }),
  start: line.slice(0, longestStart),
});
