import { useMemo } from "react";
import type { Panel } from "#shared/dashboards/panel";
import type { PanelData } from "#shared/dashboards/panel-data";
import { planPanel } from "#shared/dashboards/queries/plan";
import { withLocals } from "#shared/dashboards/variables/scope";
import type { Answers, Plan } from "./answers";
import { type DashboardRun, useDashboardRun } from "./dashboard-context";
import { framesOf, nothingAsked, panelDataOf } from "./panel-data";
import { canRide } from "./riding";
import { type MakePlan, useAsked } from "./use-asked";

export interface PanelWindow {
  /** What a repeated panel's variables are in this copy of it. */
  locals?: ReadonlyMap<string, string> | undefined;
  /** In px; 0 while it is not known. */
  width: number;
  /** Whether anybody can see it: otherwise nothing is asked. */
  isVisible: boolean;
}

export interface PanelRun {
  data: PanelData;
  /** What was asked and answered last, for who wants to look into it. */
  answers: Answers | undefined;
  /** As it would be asked now. */
  plan: Plan;
  retry(): void;
}

/** The data of a panel, kept up with the dashboard's time, variables and refresh. */
export function usePanelRun(panel: Panel, { locals, width, isVisible }: PanelWindow): PanelRun {
  const run = useDashboardRun();
  const localsKey = locals ? JSON.stringify([...locals]) : "";
  const { queries, queryOptions } = panel;
  const makePlan = useMemo(
    () => planner(run, { queries, queryOptions }, localsKey, width),
    [run, queries, queryOptions, localsKey, width],
  );
  const plan = useMemo(() => makePlan(run.scope.range), [makePlan, run.scope.range]);
  const key = useMemo(() => keyOf(plan, run), [plan, run]);
  const isAsking = isVisible && run.isReady && width > 0 && plan.queries.length > 0;
  const isRiding = run.live !== undefined && canRide(plan, run.scope.range);

  const { asked: ofQueries, retry } = useAsked({ run, key, plan, makePlan, isAsking, isRiding });
  const asked = useMemo(() => (plan.queries.length === 0 ? nothingAsked(plan) : ofQueries), [plan, ofQueries]);
  const { answers } = asked;
  const { transformations, fieldConfig } = panel;
  const made = useMemo(
    () => answers && framesOf(answers, { transformations, fieldConfig }),
    [answers, transformations, fieldConfig],
  );
  const { annotations } = run;
  const data = useMemo(() => panelDataOf(asked, made, annotations), [asked, made, annotations]);
  return { data, answers, plan, retry };
}

function planner(
  { scope, defaultSource, scrapeIntervalMs }: DashboardRun,
  asking: Pick<Panel, "queries" | "queryOptions">,
  localsKey: string,
  width: number,
): MakePlan {
  const own = withLocals(scope, localsKey === "" ? undefined : new Map<string, string>(JSON.parse(localsKey)));
  const panel = { ...emptyPanel, ...asking };
  return (range) => planPanel(panel, { scope: { ...own, range }, width: Math.max(width, 1), defaultSource, scrapeIntervalMs });
}

const emptyPanel: Panel = {
  id: 0,
  title: "",
  description: "",
  isTransparent: false,
  links: [],
  type: "",
  options: {},
  fieldConfig: { defaults: {}, overrides: [] },
  queries: [],
  transformations: [],
  queryOptions: {},
};

/** What is asked but for the moment: two panels with the same key have the same answers, also when they are drawn differently. */
function keyOf({ queries, range }: Plan, { rawRange, scope }: DashboardRun): string {
  const shift = [range.from - scope.range.from, range.to - scope.range.to];
  return JSON.stringify([
    rawRange.from,
    rawRange.to,
    shift,
    queries.map(({ refId, source, expr, kind, stepMs, legendFormat, query }) => [
      ...[refId, source, expr, kind, stepMs],
      ...[legendFormat, query.format],
    ]),
  ]);
}
