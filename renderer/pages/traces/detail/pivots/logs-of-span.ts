// From a span to its lines: in the source that knows the most of its labels, first in its own time, then wider.
import type { CallInput, CallOutput } from "#shared/contract/index";
import { selectorFor } from "#shared/logql/queries";
import type { EpochMs } from "#shared/units/time";
import { minutes } from "#shared/units/time";
import { type LogsFound, logsOf } from "../../../../stores/logs-links";
import { msOf } from "../span-facts";
import type { ReadLine } from "./read-lines";
import type { SpanLabels } from "./span-labels";
import type { SpanWindow } from "./span-window";

/** Beyond the span's own time, no more than this is read for nothing without being asked. */
export const mostUnaskedBytes = 1024 ** 3;
/** So many lines are shown beside the span. */
export const mostShown = 20;

type Ask = <N extends "logs.labelNames" | "logs.labelValues" | "logs.estimate">(
  name: N,
  input: CallInput<N>,
) => Promise<CallOutput<N>>;

export interface LogsAsked {
  /** Looked at together; the first wins where they know equally much. */
  sources: readonly string[];
  labels: SpanLabels;
  /** The lines with this id, of whatever wrote them; absent: those of what made the span. */
  traceId?: string | undefined;
  windows: readonly SpanWindow[];
}

export interface LogsMeans {
  ask: Ask;
  /** The first lines from a time on, oldest first. */
  readLines(asked: { source: string; expr: string; startNs: string; endNs: string; limit: number }): Promise<readonly ReadLine[]>;
}

export type LogsOfSpan =
  | { kind: "unknown"; failures: readonly string[] }
  | {
      kind: "looked";
      source: string;
      expr: string;
      /** The last one that was looked at. */
      window: SpanWindow;
      /** That is wider than the first, which was empty. */
      isWidened: boolean;
      lines: readonly ReadLine[];
      /** A wider one was left: looking there would read so much. */
      unreadBytes?: number;
    };

export async function logsOfSpan({ sources, labels, traceId, windows }: LogsAsked, means: LogsMeans): Promise<LogsOfSpan> {
  const [first] = windows;
  const looks = await Promise.allSettled(
    sources.map((source) => {
      const around = timeAround(first);
      return traceId === undefined
        ? streamsOf(labels, { source, ...around }, means.ask)
        : anyStreams({ source, ...around }, means.ask);
    }),
  );
  const found = looks.flatMap((look) => (look.status === "fulfilled" ? [look.value] : []));
  const best = found.reduce<LogsFound | undefined>(
    (most, each) => (most && most.matched >= each.matched ? most : each),
    undefined,
  );
  if (!best?.matched || !first) {
    return { kind: "unknown", failures: looks.flatMap((look) => (look.status === "rejected" ? [sayOf(look.reason)] : [])) };
  }
  const expr = traceId === undefined ? best.selector : `${best.selector} |= ${JSON.stringify(traceId)}`;
  return read(best.source, expr, windows, means);
}

async function read(
  source: string,
  expr: string,
  windows: readonly SpanWindow[],
  { ask, readLines }: LogsMeans,
): Promise<LogsOfSpan> {
  let looked: Extract<LogsOfSpan, { kind: "looked" }> | undefined;
  for (const window of windows) {
    const stretch = { source, expr, startNs: window.fromNs, endNs: window.toNs };
    if (looked) {
      const { bytes = 0 } = await ask("logs.estimate", stretch);
      if (bytes > mostUnaskedBytes) return { ...looked, unreadBytes: bytes };
    }
    const lines = await readLines({ ...stretch, limit: mostShown });
    looked = { kind: "looked", source, expr, window, isWidened: looked !== undefined, lines };
    if (lines.length > 0) break;
  }
  return looked ?? { kind: "unknown", failures: [] };
}

interface Stretch {
  source: string;
  from: EpochMs;
  to: EpochMs;
}

/** Which streams there are changes slowly, and some sources tell it by the hour: it is asked of more than the span's own time. */
function timeAround(window: SpanWindow | undefined): { from: EpochMs; to: EpochMs } {
  const [from, to] = [msOf(window?.fromNs ?? "0"), msOf(window?.toNs ?? "0")];
  return { from: Math.floor(from - minutes(15)), to: Math.ceil(to + minutes(15)) };
}

async function streamsOf({ labels, isExact }: SpanLabels, stretch: Stretch, ask: Ask): Promise<LogsFound> {
  if (!isExact) return logsOf(labels, { ...stretch, ask });
  const { names } = await ask("logs.labelNames", { source: stretch.source, ...nsOf(stretch) });
  const known = Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
  const matched = Object.keys(known).length;
  return { source: stretch.source, selector: matched > 0 ? selectorFor(known) : "", matched };
}

/** Labels that nearly every stream has, the widest first. */
const wide = ["service_name", "service", "job", "app", "namespace", "cluster", "container", "host"];

/** Every stream that has one label: a query needs one that is not empty. */
async function anyStreams(stretch: Stretch, ask: Ask): Promise<LogsFound> {
  const { names } = await ask("logs.labelNames", { source: stretch.source, ...nsOf(stretch) });
  const name = wide.find((each) => names.includes(each)) ?? names.find((each) => /^[A-Za-z_]\w*$/.test(each));
  return { source: stretch.source, selector: name === undefined ? "" : `{${name}=~".+"}`, matched: name === undefined ? 0 : 1 };
}

const nsOf = ({ from, to }: Stretch) => ({ startNs: `${from}000000`, endNs: `${to}000000` });

const sayOf = (reason: unknown): string => (reason instanceof Error ? reason.message : "It did not answer.");
