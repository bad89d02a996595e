import { CircleAlert, CircleSlash } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { searchTerms } from "#shared/logql/queries";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { ContextDialog } from "./detail/context/ContextDialog";
import { LineDetail } from "./detail/LineDetail";
import { filteredByLabel } from "./filter-changes";
import styles from "./Logs.module.css";
import { type LabelFilter, LogList } from "./lines/LogList";
import type { StoredLine } from "./lines/line-store";
import type { Find } from "./lines/use-find";
import { NothingFound } from "./run/NothingFound";
import type { LogsAddress } from "./url";
import type { ChangeAddress } from "./use-address";
import type { ChosenLine } from "./use-chosen-line";
import type { useLogs } from "./use-logs";

interface Props {
  address: LogsAddress;
  change: ChangeAddress;
  logs: ReturnType<typeof useLogs>;
  choice: ChosenLine;
  find: Find;
}

/** The lines, with the detail of the chosen one beside them. */
export function LinesArea({ address, change, logs, choice, find }: Props) {
  const { source, expr, view, isLive } = address;
  const { store, run, state, runQuery, rerun } = logs;
  const { chosen, choose } = choice;
  const terms = useMemo(() => searchTerms(expr), [expr]);
  const [context, setContext] = useState<StoredLine>();

  const filter = useCallback(
    (label: LabelFilter) => {
      const next = filteredByLabel(expr, label, store);
      if (next !== undefined) runQuery(next);
    },
    [expr, store, runQuery],
  );
  const setColumns = useCallback((columns: string[]) => change({ view: { ...view, columns } }, "silently"), [view, change]);
  const showContext = useCallback((id: number) => setContext(store.line(store.positionOf(id))), [store]);
  const reachEnd = useCallback(() => run.more(), [run]);

  return (
    <div className={styles.area}>
      <div className={styles.split}>
        <Card isFlush className={styles.list}>
          <LogList
            store={store}
            view={view}
            chosenId={chosen?.id}
            onChoose={choose}
            terms={terms}
            find={find}
            onFilter={filter}
            onColumns={setColumns}
            onContext={showContext}
            onReachEnd={state.end === "limit" && !isLive ? reachEnd : undefined}
            isTailing={isLive}
            isPale={state.isStale}
            emptyNote={
              <div className={styles.empty}>
                {emptyNote(logs, isLive, rerun, (forMs) => change({ range: { kind: "last", forMs } }))}
              </div>
            }
            label="Log lines"
          />
        </Card>
        {chosen && (
          <LineDetail
            line={chosen}
            store={store}
            source={source}
            expr={expr}
            onChangeExpr={(next) => runQuery(next, { keepsLine: true })}
            onClose={() => choose(undefined)}
            columns={view.columns}
            onColumns={setColumns}
            onContext={() => setContext(chosen)}
          />
        )}
      </div>
      {context && <ContextDialog line={context} source={source} onClose={() => setContext(undefined)} />}
    </div>
  );
}

/** In the place of lines: why there are none. */
function emptyNote(
  { state, refused, isWrong }: Props["logs"],
  isLive: boolean,
  onRetry: () => void,
  onRange: (forMs: number) => void,
): ReactNode {
  switch (state.phase) {
    case "idle":
      return null;
    case "waiting":
    case "running":
      return (
        <div className={styles.padded}>
          <Skeleton height={16} lines={12} />
        </div>
      );
    case "failed":
      return refused.length > 0 ? (
        <Mistake title={state.failure?.kind === "not-supported" ? cannotRun : hasMistake} />
      ) : (
        state.failure && (
          <div className={styles.padded}>
            <FailureNote failure={state.failure} onRetry={onRetry} />
          </div>
        )
      );
    case "cancelled":
      return (
        <EmptyState icon={CircleSlash} title="Cancelled" action={<Button onClick={onRetry}>Run it again</Button>}>
          The source was told to stop.
        </EmptyState>
      );
    case "done":
      if (isWrong) return <Mistake title={hasMistake} />;
      if (isLive) return <EmptyState title="No lines yet">Lines appear here as they are written.</EmptyState>;
      return <NothingFound state={state} onRange={onRange} />;
  }
}

const hasMistake = "The query has a mistake";
const cannotRun = "The query cannot be run here";

function Mistake({ title }: { title: string }) {
  return (
    <EmptyState icon={CircleAlert} title={title}>
      It is marked above, and what is wrong with it is said there.
    </EmptyState>
  );
}
