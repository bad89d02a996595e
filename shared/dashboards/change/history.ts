// Undo and redo: what the dashboard was before each step, and after it.
import type { EpochMs, Milliseconds } from "../../units/time";
import type { Dashboard } from "../dashboard";

/** One change that undo takes back. Dashboards are never changed in place, so that a step costs what it changed and no more. */
export interface Step {
  /** What was done: "Move CPU". Undo names it. */
  label: string;
  /** The other side of the change: the dashboard before it in `past`, after it in `future`. */
  dashboard: Dashboard;
  /** What was changed, where typing goes on in one place: its keys make one step. */
  field?: string | undefined;
  at: EpochMs;
}

export interface History {
  dashboard: Dashboard;
  past: readonly Step[];
  future: readonly Step[];
}

/** Older steps are forgotten. */
export const mostSteps = 200;
/** Changes of one field that follow one another so closely are one step. */
const typingPause: Milliseconds = 2_000;

interface Change {
  label: string;
  field?: string | undefined;
  at: EpochMs;
}

/** The dashboard as it is from now on, with the way back. What changes nothing makes no step. */
export function withStep<H extends History>(was: H, dashboard: Dashboard, { label, field, at }: Change): H {
  if (dashboard === was.dashboard) return was;
  const last = was.past.at(-1);
  const goesOn = field !== undefined && last?.field === field && at - last.at < typingPause && was.future.length === 0;
  // The step keeps the dashboard from before the first key; only its time moves, so that steady typing stays one step.
  const past = goesOn
    ? [...was.past.slice(0, -1), { ...last, at }]
    : [...was.past.slice(1 - mostSteps), { label, field, at, dashboard: was.dashboard }];
  return { ...was, dashboard, past, future: [] };
}

export function undone<H extends History>(was: H): H {
  const step = was.past.at(-1);
  if (!step) return was;
  return {
    ...was,
    dashboard: step.dashboard,
    past: was.past.slice(0, -1),
    // Without its field: keys typed after an undo are a step of their own.
    future: [...was.future, { label: step.label, at: step.at, dashboard: was.dashboard }],
  };
}

export function redone<H extends History>(was: H): H {
  const step = was.future.at(-1);
  if (!step) return was;
  return {
    ...was,
    dashboard: step.dashboard,
    past: [...was.past, { label: step.label, at: step.at, dashboard: was.dashboard }],
    future: was.future.slice(0, -1),
  };
}
