// All panels of a dashboard with their data, asked anew: most are out of sight, and those were not asked.
import type { Frame } from "#shared/dashboards/data/frame";
import type { Panel } from "#shared/dashboards/panel";
import { panelFrames } from "#shared/dashboards/queries/panel-frames";
import { planPanel } from "#shared/dashboards/queries/plan";
import { fillText } from "#shared/dashboards/variables/fill";
import { flattenLayout } from "#shared/dashboards/variables/flatten";
import { expandLayout } from "#shared/dashboards/variables/repeat";
import { withLocals } from "#shared/dashboards/variables/scope";
import { panelTypeOf } from "../../../panels";
import { askAll } from "../run/answers";
import type { DashboardRun } from "../run/dashboard-context";
import { answersOf } from "../run/panel-data";
import { gridPlaces } from "../view/grid-places";

export interface PanelToExport {
  key: string;
  panel: Panel;
  /** With its variables filled in. */
  title: string;
  locals: ReadonlyMap<string, string>;
  /** Of its frame, in px, as on a page of usual width. */
  width: number;
  height: number;
}

/** The page that panels are laid out on when nobody looks at them. */
const pageWidth = 1600;
const autoSize = { width: 780, height: 360 };

export function panelsToExport({ dashboard, scope }: Pick<DashboardRun, "dashboard" | "scope">): PanelToExport[] {
  return flattenLayout(expandLayout(dashboard.layout, scope)).flatMap(({ key, element, locals, size }) => {
    const panel = Object.hasOwn(dashboard.elements, element) ? dashboard.elements[element] : undefined;
    if (!panel) return [];
    const title = fillText(panel.title, withLocals(scope, locals));
    const place = size && gridPlaces([{ x: 0, y: 0, ...size }], pageWidth).places[0];
    const { width, height } = place ?? autoSize;
    return [{ key, panel, title, locals, width, height }];
  });
}

/** Panels that are given data; the others can only be had as pictures. */
export const hasData = ({ panel }: PanelToExport): boolean => (panelTypeOf(panel.type)?.needs ?? "frames") === "frames";

/** Fails with the reason why it was not answered, when it was not. */
export async function askFrames(
  { panel, locals }: PanelToExport,
  run: DashboardRun,
  signal: AbortSignal,
): Promise<readonly Frame[]> {
  const { range } = run.clock.read();
  const { defaultSource, scrapeIntervalMs, pool } = run;
  const scope = withLocals({ ...run.scope, range }, locals);
  const plan = planPanel(panel, { scope, width: pageWidth, defaultSource, scrapeIntervalMs });
  const { outcomes, failure } = await askAll(plan, pool, Date.now, signal);
  if (failure) throw new Error(failure.say);
  return panelFrames(outcomes.flatMap(answersOf), panel, plan.scope).frames;
}
