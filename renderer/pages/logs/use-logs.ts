import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LogVolume } from "#shared/contract/logs";
import { checkLogql } from "#shared/logql/parse";
import { toNsTime } from "#shared/logs/block";
import type { EpochMs } from "#shared/units/time";
import { useSteady } from "../../charts/use-steady";
import { useNow } from "../../components/now";
import { lengthOf, type TimeRange } from "../../components/range-picker/time-range";
import { rememberRun } from "./query/query-memory";
import type { RunAsked, RunState } from "./run/create-run";
import { metricKey, useMetric } from "./run/MetricResult";
import { type Span, spanOf } from "./run/span";
import { useLogRun } from "./run/use-log-run";
import { useWidening } from "./run/use-widening";
import { useTail } from "./tail/use-tail";
import { firstAddress, type LogsAddress } from "./url";
import type { ChangeAddress } from "./use-address";
import { useVolume } from "./volume/use-volume";
import type { VolumeWindow } from "./volume/volume-step";

const isSameRange = (a: TimeRange, b: TimeRange): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the page asks, from its address: lines, their histogram, a metric, a tail. */
export function useLogs(address: LogsAddress, change: ChangeAddress) {
  const { source, expr, isLive, view, line } = address;
  const range = useSteady(address.range, isSameRange);
  // Running it again moves the window up to now; so does asking another source.
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const checked = useMemo(() => checkLogql(expr), [expr]);
  const kind = expr.trim() === "" ? "none" : (checked.kind ?? "lines");
  // A Loki that has nothing for the selector answers a wrong query with no lines, and without a word about it.
  const isWrong = checked.diagnostics.some(({ severity }) => severity === "error");
  const { store, run, state } = useLogRun();
  const live = useTail(store);
  // Who follows wants the end of the log, whichever line stands first.
  const direction = isLive || view.order === "newest" ? "backward" : "forward";

  // biome-ignore lint/correctness/useExhaustiveDependencies: `askedAt` asks the same again
  useEffect(() => {
    if (kind === "lines") run.start({ source, expr, direction, ...spanOf(range, Date.now()) });
    else run.clear();
  }, [run, kind, source, expr, direction, range, askedAt]);

  const widening = useWidening(run, state, range, kind === "lines" && !isWrong && !isLive && direction === "backward" && !line);
  const volume = useVolume(state, store);
  const metric = useMetric(source, expr, range, askedAt, kind === "metric");
  useFollowing({ isWanted: isLive && kind === "lines", state, live, store, stepMs: volume.window?.stepMs ?? 1000 });

  const rerun = useCallback(() => setAskedAt(Date.now()), []);
  const runQuery = useCallback(
    (next: string, { of, keepsLine = false }: { of?: string | undefined; keepsLine?: boolean } = {}) => {
      if (next.trim() === "") return;
      rememberRun({ expr: next, source: of ?? source });
      setAskedAt(Date.now());
      change({ expr: next, ...(of !== undefined && { source: of }), ...(keepsLine && { line }) });
    },
    [source, line, change],
  );
  const cache = useQueryClient();
  const cancel = useCallback(() => {
    run.cancel();
    void cache.cancelQueries({ queryKey: [metricKey] });
  }, [run, cache]);

  return {
    ...{ range, kind, isWrong, store, run, state, live, widening, volume, metric, askedAt, rerun, runQuery, cancel },
    span: useMemo<Span>(() => spanOf(range, askedAt), [range, askedAt]),
    isRunning: state.phase === "waiting" || state.phase === "running" || metric.answer.isFetching,
    refused: (kind === "metric" ? metric.answer.error?.failure : state.failure)?.diagnostics ?? [],
  };
}

interface Following {
  isWanted: boolean;
  state: RunState;
  live: ReturnType<typeof useTail>;
  store: ReturnType<typeof useLogRun>["store"];
  stepMs: number;
}

/** Begins to follow once the lines that were there are read, after the last of them. */
function useFollowing({ isWanted, state, live, store, stepMs }: Following): void {
  const followed = useRef<RunAsked>(undefined);
  const { asked, phase, end, isStale } = state;
  const isReady = !isStale && (phase === "done" || phase === "cancelled" || phase === "failed");
  const { start, stop } = live;
  useEffect(() => {
    if (!isWanted) {
      followed.current = undefined;
      stop();
      return;
    }
    // Loading more of the same query changes nothing for the tail.
    if (!asked || followed.current === asked) return;
    if (!isReady) {
      stop();
      return;
    }
    followed.current = asked;
    const newest = asked.direction === "backward" || end === "end" ? store.lineAt(store.size - 1) : undefined;
    start({ source: asked.source, expr: asked.expr, afterNs: newest ? toNsTime(newest) : asked.endNs }, stepMs);
  }, [isWanted, isReady, asked, end, store, stepMs, start, stop]);
}

/** The histogram's window and counts: of the query, or moving with the tail. */
export function useShownVolume({ volume, live, range }: Pick<ReturnType<typeof useLogs>, "volume" | "live" | "range">): {
  window: VolumeWindow | undefined;
  counted: LogVolume | undefined;
} {
  const { window } = volume;
  const isMoving = live.phase.kind !== "off" && !live.isPaused;
  const now = useNow(isMoving);
  const [heldAt, setHeldAt] = useState<EpochMs>();
  if (live.isPaused !== (heldAt !== undefined)) setHeldAt(live.isPaused ? now : undefined);
  const endMs = heldAt ?? now;
  return useMemo(() => {
    if (!window || live.phase.kind === "off" || !live.count) return { window, counted: volume.data };
    const moved = { startMs: endMs - lengthOf(range), endMs, stepMs: window.stepMs };
    return { window: moved, counted: live.count.read(moved.startMs, moved.endMs, volume.data) };
  }, [window, live.phase.kind, live.count, volume.data, endMs, range]);
}

/** The range to follow in: one that ends now. */
export const movingRange = (range: TimeRange): TimeRange => (range.kind === "last" ? range : firstAddress.range);
