// The last answers of dashboards that were seen before, so that going back to one paints at once. Bounded by dashboards, by panels
// and by points: a window that is open all day does not grow.
import type { Answers } from "./answers";

const mostDashboards = 5;
const mostPanels = 60;
/** Of one panel. Above, asking again is cheaper than keeping it. */
const mostPoints = 400_000;

export interface AnswerCache {
  get(dashboard: string, key: string): Answers | undefined;
  put(dashboard: string, key: string, answers: Answers): void;
}

export function createAnswerCache(): AnswerCache {
  const dashboards = new Map<string, Map<string, Answers>>();
  return {
    get: (dashboard, key) => dashboards.get(dashboard)?.get(key),
    put(dashboard, key, answers) {
      const panels = dashboards.get(dashboard) ?? new Map<string, Answers>();
      putLast(dashboards, dashboard, panels, mostDashboards);
      if (pointsOf(answers) <= mostPoints) putLast(panels, key, answers, mostPanels);
      else panels.delete(key);
    },
  };
}

/** The newest stands last; what was not used for longest goes first. */
function putLast<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function pointsOf({ outcomes }: Answers): number {
  let points = 0;
  for (const { answer } of outcomes) {
    for (const { values } of answer?.series ?? []) points += values.length;
    if (answer?.instant?.kind === "vector") points += answer.instant.values.length;
  }
  return points;
}
