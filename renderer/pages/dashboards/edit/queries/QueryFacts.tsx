import type { PanelQuery } from "#shared/dashboards/panel";
import { formatDuration } from "#shared/format/duration";
import type { InstantResult } from "#shared/model/series";
import { CopyButton } from "../../../../components/CopyButton";
import { FailureNote } from "../../../../components/FailureNote";
import { visibleText } from "../../../../components/visible-text";
import { useSourceNames } from "../../../../stores/source-names";
import type { QueryOutcome } from "../../run/answers";
import type { PanelRun } from "../../run/use-panel-data";
import styles from "./Queries.module.css";

/** What came of the query: how it was sent, and what the source answered. */
export function QueryFacts({ query, run }: { query: PanelQuery; run: PanelRun }) {
  const { nameOf } = useSourceNames();
  const outcomes = (run.answers?.outcomes ?? []).filter((outcome) => outcome.query.refId === query.refId);
  if (query.hide || outcomes.length === 0) return null;
  return outcomes.map((outcome) => {
    const { query: asked, answer, failure } = outcome;
    return (
      <div key={asked.kind} className={styles.facts}>
        {asked.unsupported !== undefined && <p>{asked.unsupported}</p>}
        {failure && !failure.diagnostics?.length && <FailureNote failure={failure} onRetry={run.retry} />}
        {answer && (
          <details>
            <summary>
              {asked.kind === "range" ? `Range, every ${formatDuration(asked.stepMs)}` : "Instant"} · {countWords(outcome)} ·{" "}
              {Math.round(answer.tookMs)} ms from {nameOf(asked.source)}
            </summary>
            <div className={styles.sent}>
              <code>{visibleText(asked.expr)}</code>
              <CopyButton text={asked.expr} label="Copy the query as it was sent" />
            </div>
          </details>
        )}
      </div>
    );
  });
}

function countWords({ answer }: QueryOutcome): string {
  const count = answer?.series?.length ?? (answer?.instant ? countOf(answer.instant) : 0);
  return count === 1 ? "1 series" : `${count} series`;
}

function countOf(result: InstantResult): number {
  if (result.kind === "vector") return result.labels.length;
  return result.kind === "matrix" ? result.series.length : 1;
}
