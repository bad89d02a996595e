import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import type { Scope } from "#shared/dashboards/variables/scope";
import { type Milliseconds, seconds } from "#shared/units/time";
import { localSource, useSource } from "../../../stores/address";
import { useAnnotations } from "../annotations/use-annotations";
import { rawOf, widened, zoomed } from "../time/move-range";
import { readView, type ViewChange } from "../url";
import { useChangeView } from "../use-change-view";
import { createAnswerCache } from "./answer-cache";
import { askQuery } from "./ask-query";
import { DashboardContext, type DashboardRun } from "./dashboard-context";
import { createQueryPool } from "./query-pool";
import { isLiveRange } from "./riding";
import { firstSource, sourceVariable } from "./source-ids";
import { useLiveHub } from "./use-live-hub";
import { type RunTime, useRunTime } from "./use-run-time";
import { type RunVariables, useRunVariables } from "./use-run-variables";

export interface RunParts {
  run: DashboardRun;
  time: RunTime;
  variables: RunVariables;
  change(change: ViewChange): void;
}

interface Props {
  dashboard: Dashboard;
  /** Annotations that are switched off, by name. */
  annotationsOff: ReadonlySet<string>;
  onAnnotate(range: AbsoluteRange): void;
  children(parts: RunParts): ReactNode;
}

/** What this machine measures comes every second to every fifteen; most of what is drawn over time every five or less. */
const localScrapeMs: Milliseconds = seconds(5);
const usualScrapeMs: Milliseconds = seconds(15);
const scrapeIntervalMs = (source: string) => (source === localSource ? localScrapeMs : usualScrapeMs);

/** One for the window: a dashboard that is gone back to finds its last answers. */
const cache = createAnswerCache();

/** Gives the dashboard inside what its panels share: time, variables, and the ways to ask. */
export function RunProvider({ dashboard, annotationsOff, onAnnotate, children }: Props) {
  const [params] = useSearchParams();
  const [topSource] = useSource();
  const view = useMemo(() => readView(params), [params]);
  const usualSource = firstSource(dashboard, view.chosen, topSource);
  const time = useRunTime(dashboard, view, usualSource);
  const { clock, rawRange, timeZone, isPaused } = time;
  const { range } = clock.read();
  const first = useMemo(() => clock.read().range, [clock]);
  const variables = useRunVariables({
    dashboard,
    chosen: view.chosen,
    rawRange,
    range: first,
    timeZone,
    defaultSource: usualSource,
  });
  const { uid, title } = dashboard;
  const scope = useMemo<Scope>(
    () => ({ variables: variables.variables, range: first, rawRange, timeZone, dashboard: { uid, title } }),
    [variables.variables, first, rawRange, timeZone, uid, title],
  );
  const defaultSource = sourceOf(dashboard, scope, topSource);
  const lengthMs = range.to - range.from;
  const isLive = isLiveRange(rawRange, lengthMs, clock.everyMs);
  const live = useLiveHub(isLive ? lengthMs : undefined, isPaused);
  const pool = useMemo(() => createQueryPool(askQuery), []);

  const { marks, problems } = useAnnotations({
    dashboard,
    off: annotationsOff,
    scope,
    isReady: variables.isReady,
    defaultSource,
    clock,
  });

  const change = useChangeView();
  const moves = useMoves(change, clock, rawRange);
  const annotate = useLatest(onAnnotate);

  const run = useMemo<DashboardRun>(
    () => ({
      dashboard,
      scope,
      isReady: variables.isReady,
      range: first,
      rawRange,
      timeZone,
      defaultSource,
      scrapeIntervalMs,
      clock,
      pool,
      cache,
      live,
      annotations: marks,
      annotationProblems: problems,
      variableProblems: variables.problems,
      ...moves,
      refresh() {
        pool.forget();
        clock.refresh();
      },
      annotate,
    }),
    [
      dashboard,
      scope,
      variables.isReady,
      variables.problems,
      first,
      rawRange,
      timeZone,
      defaultSource,
      clock,
      pool,
      live,
      marks,
      problems,
      moves,
      annotate,
    ],
  );
  return <DashboardContext value={run}>{children({ run, time, variables, change })}</DashboardContext>;
}

function sourceOf({ source }: Dashboard, scope: Scope, topSource: string): string {
  if (source === "") return topSource;
  const name = sourceVariable(source);
  if (name === undefined) return source;
  return scope.variables.get(name)?.chosen.values[0] || topSource;
}

/** Changing the range; a range that was dragged out of a chart leads back to the one before it. */
function useMoves(change: (what: ViewChange) => void, clock: RunTime["clock"], rawRange: TimeRange) {
  const before = useRef<TimeRange[]>([]);
  const now = useRef({ clock, rawRange });
  useEffect(() => {
    now.current = { clock, rawRange };
  });
  return useMemo(() => {
    const setRange = (range: TimeRange) => {
      before.current = [];
      change({ range });
    };
    const zoomTo = (range: AbsoluteRange) => {
      before.current.push(now.current.rawRange);
      change({ range: rawOf(zoomed(range)) });
    };
    const zoomOut = () => {
      const back = before.current.pop();
      change({ range: back ?? rawOf(widened(now.current.clock.read().range, Date.now())) });
    };
    return { setRange, zoomTo, zoomOut };
  }, [change]);
}

/** The same function all the time, that calls the newest one. */
function useLatest<Input>(run: (input: Input) => void): (input: Input) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useCallback((input) => latest.current(input), []);
}
