// The panels that are to be exported, with everything chosen as the command line says.
import { uptime } from "node:os";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { Panel } from "#shared/dashboards/panel";
import { parseInterval } from "#shared/dashboards/queries/interval";
import { resolveRange } from "#shared/dashboards/time/time-range";
import type { Chosen } from "#shared/dashboards/variable";
import { fillName, fillText } from "#shared/dashboards/variables/fill";
import { flattenLayout } from "#shared/dashboards/variables/flatten";
import { namesIn } from "#shared/dashboards/variables/references";
import { expandLayout } from "#shared/dashboards/variables/repeat";
import { resolveVariables, type VariableAsker } from "#shared/dashboards/variables/resolve";
import { type Scope, withLocals } from "#shared/dashboards/variables/scope";
import { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { askOrThrow } from "./ask-or-throw";
import type { ExportSources } from "./sources";

export interface Choices {
  from: string | undefined;
  to: string | undefined;
  timeZone: string | undefined;
  variables: ReadonlyMap<string, Chosen>;
  /** Numbers or titles; empty: all panels. */
  panels: readonly string[];
}

export interface ExportedPanel {
  key: string;
  panel: Panel;
  /** With its variables filled in. */
  title: string;
  scope: Scope;
}

const mostValues = 20_000;

export function variableAsker({ asker, sources }: ExportSources): VariableAsker {
  const labelValues: VariableAsker["labelValues"] = async (source, label, matcher, { from, to }) => {
    const asked = { source, label, limit: mostValues, startMs: from, endMs: to };
    return (await askOrThrow(asker, "query.labelValues", matcher === undefined ? asked : { ...asked, matcher })).values;
  };
  return {
    labelValues,
    labelNames: async (source, { from, to }) =>
      (await askOrThrow(asker, "query.labelNames", { source, startMs: from, endMs: to })).names,
    metrics: (source, range, signal) => labelValues(source, "__name__", undefined, range, signal),
    instant: async (source, expr, timeMs) => (await askOrThrow(asker, "query.instant", { source, expr, timeMs })).result,
    sources: (kind) => sources.filter((source) => source.kind === kind),
  };
}

export interface ChosenPanels {
  panels: ExportedPanel[];
  /** Answers queries that name no source: the dashboard's own, or the one of the command line. */
  defaultSource: string;
  /** Variables that could not be worked out, in sentences. */
  problems: string[];
}

export async function choosePanels(
  dashboard: Dashboard,
  choices: Choices,
  { sources, now }: { sources: ExportSources; now: EpochMs },
): Promise<ChosenPanels> {
  const { time, uid, title } = dashboard;
  const timeZone = choices.timeZone ?? time.timeZone;
  const rawRange = { from: choices.from ?? time.from, to: choices.to ?? time.to };
  const range = resolveRange(rawRange, {
    now,
    bootedAt: now - uptime() * 1000,
    timeZone,
    nowDelayMs: parseInterval(time.nowDelay),
    weekStart: time.weekStart,
  });
  refuseUnknownVariables(dashboard, choices.variables);
  const around = { range, rawRange, timeZone, dashboard: { uid, title } };
  const { variables, problems } = await resolveVariables({
    variables: dashboard.variables,
    given: choices.variables,
    ...around,
    // A variable that it names is not worked out yet.
    defaultSource: namesIn(dashboard.source).size > 0 ? sources.defaultSource : dashboard.source || sources.defaultSource,
    asker: variableAsker(sources),
    signal: { aborted: false },
  });
  const scope: Scope = { variables, ...around };
  return {
    panels: wanted(panelsOf(dashboard, scope), choices.panels),
    defaultSource: fillName(dashboard.source, scope) || sources.defaultSource,
    problems: [...problems.values()],
  };
}

/** One that is typed wrong would export something else than was meant, and nobody would notice. */
function refuseUnknownVariables({ variables, title }: Dashboard, given: ReadonlyMap<string, Chosen>): void {
  const unknown = [...given.keys()].find((name) => !variables.some((variable) => variable.name === name));
  if (unknown === undefined) return;
  const names = variables.map(({ name }) => name).join(", ");
  const there = names === "" ? "it has none" : `it has ${names}`;
  throw new AppError({ kind: "bad-request", say: `“${title}” has no variable ${unknown}; ${there}.` });
}

function panelsOf({ layout, elements }: Dashboard, scope: Scope): ExportedPanel[] {
  return flattenLayout(expandLayout(layout, scope)).flatMap(({ key, element, locals }) => {
    const panel = Object.hasOwn(elements, element) ? elements[element] : undefined;
    const own = withLocals(scope, locals);
    return panel ? [{ key, panel, title: fillText(panel.title, own), scope: own }] : [];
  });
}

function wanted(panels: readonly ExportedPanel[], names: readonly string[]): ExportedPanel[] {
  const isNamed = ({ panel, title, key }: ExportedPanel, name: string) =>
    String(panel.id) === name || key === name || title.toLowerCase() === name.toLowerCase();
  const missing = names.find((name) => !panels.some((panel) => isNamed(panel, name)));
  if (missing !== undefined) {
    const there = panels.slice(0, 8).map(({ panel, title }) => `${panel.id} (${title || "without a title"})`);
    throw new AppError({
      kind: "not-found",
      say: `There is no panel “${missing}”; there are ${there.join(", ")}${panels.length > 8 ? " and others" : ""}.`,
    });
  }
  return names.length === 0 ? [...panels] : panels.filter((panel) => names.some((name) => isNamed(panel, name)));
}
