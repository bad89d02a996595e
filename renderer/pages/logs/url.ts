// What a link to the Logs page reproduces. A link is text from anywhere: every field is repaired by itself. `source` and `last`
// are those of `stores/address`, which the frame and other pages read too.
import type { NsTime } from "#shared/model/log";
import { readRange, writeRange } from "../../components/range-picker/range-in-address";
import type { TimeRange } from "../../components/range-picker/time-range";
import { localSource, readSource, usualWindow } from "../../stores/address";
import { type Dedup, usualView, type ViewSettings } from "./lines/view-settings";

/** A line that a link points at: its time, and a short hash of its text, because a time may have many lines. */
export interface LineAddress {
  timeNs: NsTime;
  hash: string;
}

export interface LogsAddress {
  /** `local` for this machine, otherwise a connection's id. */
  source: string;
  /** LogQL; empty: nothing is asked yet. */
  expr: string;
  range: TimeRange;
  /** Follows as lines are written. */
  isLive: boolean;
  line: LineAddress | undefined;
  /** Its order says from which end is read, too. */
  view: ViewSettings;
}

export const firstAddress: LogsAddress = {
  source: localSource,
  expr: "",
  range: { kind: "last", forMs: usualWindow },
  isLive: false,
  line: undefined,
  view: usualView,
};

const longestExpr = 100_000;
const mostColumns = 20;
const longestColumn = 200;
const dedups: readonly Dedup[] = ["exact", "numbers", "signature"];

export function readLogs(params: URLSearchParams): LogsAddress {
  return {
    source: readSource(params),
    expr: (params.get("expr") ?? "").slice(0, longestExpr),
    range: readRange(params, usualWindow),
    isLive: params.get("live") === "1",
    line: readLine(params.get("line")),
    view: readView(params),
  };
}

/** The shortest link that reads back as the same address: what is as on a first visit is left out. */
export function writeLogs({ source, expr, range, isLive, line, view }: LogsAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (source !== localSource) params.set("source", source);
  if (expr !== "") params.set("expr", expr);
  writeRange(params, range, usualWindow);
  if (isLive) params.set("live", "1");
  if (line) params.set("line", `${line.timeNs}.${line.hash}`);
  if (view.order === "oldest") params.set("direction", "forward");
  if (view.wrap) params.set("wrap", "1");
  if (view.prettify) params.set("pretty", "1");
  if (view.dedup !== "none") params.set("dedup", view.dedup);
  if (view.showLabels) params.set("labels", "1");
  if (view.showTime !== usualView.showTime) params.set("time", view.showTime);
  if (!view.ansi) params.set("ansi", "0");
  for (const column of view.columns) params.append("column", column);
  return params;
}

function readLine(text: string | null): LineAddress | undefined {
  const parts = /^(\d{1,19})\.([A-Za-z0-9_-]{1,64})$/.exec(text ?? "");
  return parts?.[1] !== undefined && parts[2] !== undefined ? { timeNs: parts[1], hash: parts[2] } : undefined;
}

function readView(params: URLSearchParams): ViewSettings {
  const time = params.get("time");
  const columns = params.getAll("column").filter((column) => column !== "" && column.length <= longestColumn);
  return {
    order: params.get("direction") === "forward" ? "oldest" : "newest",
    wrap: params.get("wrap") === "1",
    prettify: params.get("pretty") === "1",
    dedup: dedups.find((dedup) => dedup === params.get("dedup")) ?? "none",
    showLabels: params.get("labels") === "1",
    showTime: time === "ns" || time === "none" ? time : usualView.showTime,
    ansi: params.get("ansi") !== "0",
    columns: [...new Set(columns)].slice(0, mostColumns),
  };
}
