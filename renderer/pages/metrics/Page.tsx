import type { EditorView } from "@codemirror/view";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { ask } from "../../bridge/ask";
import { goTo } from "../../components/code-editor/go-to";
import { useDiagnostics } from "../../components/code-editor/use-diagnostics";
import { PageHeader } from "../../components/PageHeader";
import { AnswerFacts } from "./AnswerFacts";
import { forgetHistory, readHistory, rememberQuery } from "./history";
import styles from "./Metrics.module.css";
import { QueryBar } from "./QueryBar";
import { ResultArea } from "./ResultArea";
import { ResultControls } from "./ResultControls";
import { type Exploration, firstExploration, readExploration, writeExploration } from "./url";
import { resultsKey, useResults } from "./use-results";

/** Explore: a PromQL query against this machine or a server, as a chart and as a table. */
export function Page() {
  const [params, setParams] = useSearchParams();
  const exploration = useMemo(() => readExploration(params), [params]);
  const [asked, setAsked] = useState(() => ({ at: Date.now(), source: exploration.source }));
  // The top bar's source picker changes the address only: the other source is asked about its own present.
  if (asked.source !== exploration.source) setAsked({ at: Date.now(), source: exploration.source });
  const [draft, setDraft] = useState(exploration.expr);
  const [beforeZoom, setBeforeZoom] = useState(firstExploration.range);
  const [past, setPast] = useState(() => readHistory(localStorage));
  const [editor, setEditor] = useState<EditorView>();
  const cache = useQueryClient();
  const results = useResults(exploration, asked.at);
  const shown = exploration.view === "chart" ? results.chart : results.table;

  // Back, forward and links change the query that is asked: the editor follows.
  useEffect(() => setDraft(exploration.expr), [exploration.expr]);

  const check = useCallback(
    async (expr: string, signal: AbortSignal) =>
      (await ask("query.check", { source: exploration.source, expr }, { signal })).diagnostics,
    [exploration.source],
  );
  const checked = useDiagnostics(draft, check);
  const refused = draft === exploration.expr ? (shown.error?.failure.diagnostics ?? []) : [];
  // What running it said is surer than what a look at it said, and the same mistake need not be told twice.
  const diagnostics = refused.length > 0 ? refused : checked.diagnostics;

  function change(parts: Partial<Exploration>): void {
    setAsked({ at: Date.now(), source: exploration.source });
    setParams(writeExploration({ ...exploration, ...parts }));
  }

  function run(expr: string): void {
    if (expr.trim() === "") return;
    setDraft(expr);
    setPast(rememberQuery(localStorage, { expr, source: exploration.source, at: Date.now() }));
    change({ expr });
  }

  return (
    <div className={styles.page}>
      <PageHeader title="Metrics" context={<AnswerFacts exploration={exploration} results={results} />} />
      <QueryBar
        draft={draft}
        onDraft={setDraft}
        onRun={() => run(draft)}
        onCancel={() => void cache.cancelQueries({ queryKey: [resultsKey] })}
        isRunning={shown.isFetching}
        source={exploration.source}
        diagnostics={diagnostics}
        past={past}
        onPast={run}
        onEditor={setEditor}
        onForget={() => setPast(forgetHistory(localStorage))}
      />
      <ResultControls exploration={exploration} onChange={change} />
      <ResultArea
        exploration={exploration}
        results={results}
        areMistakesMarked={refused.length > 0}
        onRun={run}
        onShowTable={() => change({ view: "table" })}
        onGo={editor && draft === exploration.expr ? (offset) => goTo(editor, { from: offset, to: offset }) : undefined}
        onRetry={() => void shown.refetch()}
        onZoom={(startMs, endMs) => {
          if (exploration.range.kind === "last") setBeforeZoom(exploration.range);
          change({ range: { kind: "between", startMs: Math.round(startMs), endMs: Math.round(endMs) } });
        }}
        onUnzoom={() => exploration.range.kind === "between" && change({ range: beforeZoom })}
      />
    </div>
  );
}
