import { useEffect, useMemo, useRef, useState } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import type { Variable } from "#shared/dashboards/variable";
import { type Resolved, type ResolveInput, resolveVariables } from "#shared/dashboards/variables/resolve";
import type { Scope } from "#shared/dashboards/variables/scope";
import { useConnections } from "../../../stores/connections";
import { type DashboardView, givenChoices } from "../url";
import { createVariableAsker } from "./variable-asker";

export interface RunVariables {
  variables: Scope["variables"];
  /** Why a variable has no options, in a sentence, by its name. */
  problems: ReadonlyMap<string, string>;
  /** All are worked out as they are chosen; panels are asked then. Those that were known before are shown meanwhile. */
  isReady: boolean;
  isBusy: boolean;
}

interface Input {
  dashboard: Dashboard;
  chosen: DashboardView["chosen"];
  range: AbsoluteRange;
  rawRange: TimeRange;
  timeZone: string;
  defaultSource: string;
}

/** The last outcome for each dashboard: one that is gone back to does not wait for its variables. */
const known = new Map<string, Resolved>();
const mostKnown = 20;

function remember(key: string, resolved: Resolved): void {
  known.delete(key);
  known.set(key, resolved);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}

type Asked = Pick<Input, "chosen" | "range" | "defaultSource"> & { uid: string; variables: readonly Variable[] };
type Outcome = Asked & { resolved: Resolved };

/** What of the last outcome still holds: after one choice, all but what hangs on it; after another range, all but what goes by it. */
function whatIsNew(before: Outcome | undefined, now: Asked): Pick<ResolveInput, "previous" | "changed" | "isNewRange"> {
  if (before?.uid !== now.uid || before.variables !== now.variables || before.defaultSource !== now.defaultSource) return {};
  const previous = before.resolved.variables;
  const changed = now.variables
    .map(({ name }) => name)
    .filter((name) => JSON.stringify(before.chosen.get(name)) !== JSON.stringify(now.chosen.get(name)));
  const isNewRange = before.range.from !== now.range.from || before.range.to !== now.range.to;
  if (changed.length === 0) return { previous, isNewRange: true };
  return changed.length === 1 && !isNewRange ? { previous, changed: changed[0] } : {};
}

/** What was not worked out anew keeps its problem too. */
function withOldProblems(resolved: Resolved, before: Resolved | undefined): Resolved {
  const kept = [...(before?.problems ?? [])].filter(([name]) => {
    const [now, was] = [resolved.variables.get(name), before?.variables.get(name)];
    return now !== undefined && now.variable === was?.variable && now.options === was.options;
  });
  return { ...resolved, problems: new Map([...kept, ...resolved.problems]) };
}

const noProblems: ReadonlyMap<string, string> = new Map();

/** The variables with what is chosen of them and what there is to choose, worked out anew when one that they hang on changes. */
export function useRunVariables({ dashboard, chosen, range, rawRange, timeZone, defaultSource }: Input): RunVariables {
  const connections = useConnections().data?.connections;
  const { variables, uid, title } = dashboard;
  const chosenKey = JSON.stringify([...chosen]);
  const key = JSON.stringify([uid, chosenKey, defaultSource, variables]);
  const [state, setState] = useState<{ key: string; resolved: Resolved }>();
  const previous = useRef<Outcome>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables and what is chosen of them, by content
  useEffect(() => {
    if (variables.length === 0 || !connections) return;
    const controller = new AbortController();
    resolveVariables({
      variables,
      given: givenChoices(variables, chosen),
      range,
      rawRange,
      timeZone,
      dashboard: { uid, title },
      defaultSource,
      asker: createVariableAsker(connections, controller.signal),
      signal: controller.signal,
      ...whatIsNew(previous.current, { uid, variables, defaultSource, chosen, range }),
    }).then(
      (answer) => {
        if (controller.signal.aborted) return;
        const resolved = withOldProblems(answer, previous.current?.resolved);
        previous.current = { uid, variables, defaultSource, chosen, range, resolved };
        remember(key, resolved);
        setState({ key, resolved });
      },
      (error: unknown) => {
        // Given up because something newer is being worked out; anything else is a bug and surfaces.
        if (!controller.signal.aborted) throw error;
      },
    );
    return () => controller.abort();
  }, [key, range, timeZone, connections]);

  return useMemo(() => {
    if (variables.length === 0) return { variables: new Map(), problems: noProblems, isReady: true, isBusy: false };
    const resolved = state?.key === key ? state.resolved : known.get(key);
    const shown = resolved ?? state?.resolved;
    return {
      variables: shown?.variables ?? asGiven(variables, chosenKey),
      problems: shown?.problems ?? noProblems,
      isReady: resolved !== undefined,
      isBusy: state?.key !== key,
    };
  }, [variables, state, key, chosenKey]);
}

/** Before any is worked out: as the link has them, or as they were saved. */
function asGiven(variables: readonly Variable[], chosenKey: string): Scope["variables"] {
  const given = givenChoices(variables, new Map(JSON.parse(chosenKey)));
  return new Map(
    variables.map((variable) => [
      variable.name,
      {
        variable,
        chosen: given.get(variable.name) ?? ("current" in variable ? variable.current : { values: [], texts: [] }),
      },
    ]),
  );
}
