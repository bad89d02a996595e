import { useEffect, useMemo, useRef, useState } from "react";
import type { PanelQuery } from "#shared/dashboards/panel";
import { writtenDiagnostics } from "#shared/dashboards/variables/filled-places";
import type { Diagnostic } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { PromqlEditor } from "../../../../components/promql-editor/PromqlEditor";
import { TextArea } from "../../../../components/TextArea";
import { useDashboardRun } from "../../run/dashboard-context";
import type { PanelRun } from "../../run/use-panel-data";
import { standIns } from "./stand-ins";
import { useQueryCheck } from "./use-query-check";

interface Props {
  query: PanelQuery;
  run: PanelRun;
  onChange(expr: string): void;
}

/** A query that reads right is asked when the typing has paused for so long. */
const pause: Milliseconds = seconds(0.8);

/** The query as it is typed. Half a query is not asked: only what is right is taken over by itself; Enter takes it as it is. */
export function QueryText({ query, run, onChange }: Props) {
  const { dashboard, defaultSource } = useDashboardRun();
  const [draft, setDraft] = useState(query.expr);
  const [known, setKnown] = useState(query.expr);
  // Undo, JSON, or another way of changing it: the editor follows.
  if (known !== query.expr) {
    setKnown(query.expr);
    setDraft(query.expr);
  }
  const isPromql = query.language === "promql";
  const source = run.plan.queries.find(({ refId }) => refId === query.refId)?.source ?? (query.source || defaultSource);
  const filled = run.plan.scope;
  const checked = useQueryCheck({ expr: draft, source, scope: filled, isPromql });
  const refused = useRefusals(query, run);
  const isRight = checked.isCurrent && !checked.diagnostics.some(({ severity }) => severity === "error");

  const take = useRef((_: string) => {});
  take.current = (expr) => {
    if (expr !== query.expr) onChange(expr);
  };
  useEffect(() => {
    if (!isRight || draft === query.expr) return;
    const timer = setTimeout(() => take.current(draft), pause);
    return () => clearTimeout(timer);
  }, [isRight, draft, query.expr]);
  const stands = useMemo(() => standIns(dashboard.variables), [dashboard.variables]);

  // The keyboard leaves the editor, or the card goes: what was typed is not lost.
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => () => take.current(latest.current), []);

  if (!isPromql) {
    return <TextArea isMono rows={3} aria-label={`Query ${query.refId}`} value={query.expr} onChange={onChange} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the editor inside lose the keyboard
    <div onBlur={() => take.current(draft)}>
      <PromqlEditor
        label={`Query ${query.refId}`}
        value={draft}
        onChange={setDraft}
        onRun={() => take.current(draft)}
        source={isKnownSource(source) ? source : defaultSource}
        diagnostics={draft === query.expr && refused.length > 0 ? refused : checked.diagnostics}
        stands={stands}
      />
    </div>
  );
}

/** What asking it said, at the places where it was written: surer than what a look at it said. */
function useRefusals({ refId, expr }: PanelQuery, { answers }: PanelRun): readonly Diagnostic[] {
  return useMemo(() => {
    const outcome = answers?.outcomes.find((each) => each.query.refId === refId && each.query.query.expr === expr);
    const diagnostics = outcome?.failure?.diagnostics;
    return answers && diagnostics ? writtenDiagnostics(expr, answers.plan.scope, diagnostics) : none;
  }, [answers, refId, expr]);
}

const none: readonly Diagnostic[] = [];

/** One that holds a variable which names nothing has no metrics to offer. */
const isKnownSource = (source: string): boolean => !/[${}]/.test(source);
