import { createContext, useContext } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { AbsoluteRange, Annotation } from "#shared/dashboards/panel-data";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import type { Scope } from "#shared/dashboards/variables/scope";
import type { Milliseconds } from "#shared/units/time";
import type { AnswerCache } from "./answer-cache";
import type { LiveHub } from "./live-hub";
import type { QueryPool } from "./query-pool";
import type { RefreshClock } from "./refresh-clock";

/** All that the panels of an open dashboard share. Stays the same object while time passes: what ticks is in `clock`. */
export interface DashboardRun {
  dashboard: Dashboard;
  /** Its range is the one of when it was chosen; that of the newest tick is in `clock`. */
  scope: Scope;
  /** Before the first choice of each variable is known nothing is asked: it would be asked twice. */
  isReady: boolean;
  range: AbsoluteRange;
  rawRange: TimeRange;
  /** `browser`, `utc`, or a name of the time zone database. */
  timeZone: string;
  /** The source of queries that name none. */
  defaultSource: string;
  scrapeIntervalMs(source: string): Milliseconds;
  clock: RefreshClock;
  pool: QueryPool;
  cache: AnswerCache;
  /** Undefined: this dashboard is not moving with this machine second by second. */
  live: LiveHub | undefined;
  annotations: readonly Annotation[];
  /** Why a variable has no options, in a sentence, by its name. */
  variableProblems: ReadonlyMap<string, string>;
  /** Why some could not be had, by name: sentences. */
  annotationProblems: ReadonlyMap<string, string>;
  setRange(range: TimeRange): void;
  zoomTo(range: AbsoluteRange): void;
  zoomOut(): void;
  /** Asks everything anew, now. */
  refresh(): void;
  annotate(range: AbsoluteRange): void;
}

export const DashboardContext = createContext<DashboardRun | undefined>(undefined);

/** Of the dashboard around it. */
export function useDashboardRun(): DashboardRun {
  const run = useContext(DashboardContext);
  if (!run) throw new Error("This is drawn inside of an open dashboard only.");
  return run;
}
