import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { Age } from "../../components/Age";
import { Card } from "../../components/Card";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { useSlashKey } from "../../components/use-slash-key";
import { type Chosen, settleChosen } from "./chosen";
import { DetailPane } from "./DetailPane";
import { parseFilter } from "./filter";
import { NothingListed } from "./NothingListed";
import styles from "./Processes.module.css";
import { ProcessTable } from "./ProcessTable";
import { ReniceDialog } from "./ReniceDialog";
import { SignalDialog } from "./SignalDialog";
import { Toolbar } from "./Toolbar";
import { useColumns } from "./use-columns";
import { outcomeOf, useLines } from "./use-lines";
import { useOwnProcesses } from "./use-own-processes";
import { useProcessTable } from "./use-process-table";
import { useView } from "./use-view";
import type { ProcessActions } from "./warnings";

/** What runs on this machine. The top bar's button holds it still. */
export function Page() {
  const [view, change] = useView();
  const { snapshot, history, failure } = useProcessTable();
  const own = useOwnProcesses(snapshot);
  const parsed = useMemo(() => parseFilter(view.filter), [view.filter]);
  const test = useDeferredValue(parsed.test);
  const list = useLines(snapshot, view, test, own.user);
  const [columns, tableRef] = useColumns(snapshot, view.isTree);
  const [chosen, choose] = useChosen(snapshot, view.pid, (pid) => change({ pid }));
  const [isFollowing, setFollowing] = useState(false);
  const [action, setAction] = useState<ProcessActions>();
  const filterInput = useSlashKey();

  useEffect(() => history.hold(chosen?.process?.key), [history, chosen?.process?.key]);

  const select = useCallback(
    (next: Chosen | undefined) => {
      choose(next);
      setFollowing(false);
    },
    [choose],
  );
  const selectPid = (pid: number) => select(settleChosen(undefined, pid, snapshot));
  const isRunning = chosen?.process !== undefined && chosen.endedAt === undefined;

  function onKey(key: string): boolean {
    if (key === "t") change({ isTree: !view.isTree });
    else if (key === "x" && view.isTree) list.toggleAll();
    else if (key === "Escape" && chosen) select(undefined);
    else if (key === "f" && isRunning) setFollowing(!isFollowing);
    else if (key === "s" && isRunning && chosen.process)
      setAction({ kind: "signal", process: chosen.process, signal: "SIGTERM" });
    else if (key === "r" && isRunning && chosen.process) setAction({ kind: "renice", process: chosen.process });
    else return false;
    return true;
  }

  return (
    <div className={styles.page}>
      <PageHeader title="Processes" context={snapshot && <Totals snapshot={snapshot} />} />
      <Toolbar
        input={filterInput}
        view={view}
        onChange={change}
        problem={parsed.problem}
        outcome={snapshot && outcomeOf(list, snapshot, view)}
        columns={columns}
        tree={list}
        ownUser={own.user}
      />
      {failure && <FailureNote failure={failure} />}
      <div className={styles.body}>
        <div className={styles.split}>
          <Card isFlush className={styles.card}>
            <div ref={tableRef} className={styles.measured}>
              {snapshot ? (
                <ProcessTable
                  list={list}
                  view={view}
                  onChange={change}
                  now={snapshot.time}
                  columns={columns.shown}
                  selectedKey={chosen?.process?.key}
                  isFollowing={isFollowing}
                  onSelect={({ process }) => select({ pid: process.info.pid, process })}
                  onKey={onKey}
                  empty={<NothingListed snapshot={snapshot} view={view} onChange={change} />}
                />
              ) : (
                !failure && (
                  <div className={styles.waiting}>
                    <Skeleton height={22} lines={14} />
                  </div>
                )
              )}
            </div>
          </Card>
          {chosen && snapshot && (
            <DetailPane
              key={chosen.process?.key ?? chosen.pid}
              chosen={chosen}
              snapshot={snapshot}
              history={history}
              hasGpu={columns.known.hasGpu}
              isFollowing={isFollowing}
              onFollow={setFollowing}
              onSelect={selectPid}
              onAction={setAction}
              onClose={() => select(undefined)}
            />
          )}
        </div>
      </div>
      {action?.kind === "signal" && (
        <SignalDialog
          process={action.process}
          first={action.signal}
          own={own}
          snapshot={snapshot}
          onClose={() => setAction(undefined)}
        />
      )}
      {action?.kind === "renice" && (
        <ReniceDialog process={action.process} own={own} snapshot={snapshot} onClose={() => setAction(undefined)} />
      )}
    </div>
  );
}

function Totals({ snapshot: { total, running, threads, processes, time } }: { snapshot: ProcessSnapshot }) {
  return (
    <>
      {formatCount(total)} processes · {formatCount(running)} running
      {threads !== undefined && ` · ${formatCount(threads)} threads`}
      {processes.length < total && ` · the ${formatCount(processes.length)} busiest are listed`} · read{" "}
      <Age at={time} staleAfter={10_000} />
    </>
  );
}

/** The chosen process, and the way to choose another; the address follows. */
function useChosen(
  snapshot: ProcessSnapshot | undefined,
  pid: number | undefined,
  onPid: (pid: number | undefined) => void,
): [Chosen | undefined, (next: Chosen | undefined) => void] {
  const [kept, setKept] = useState<Chosen>();
  const chosen = settleChosen(kept, pid, snapshot);
  if (chosen !== kept) setKept(chosen);
  const latest = useRef(onPid);
  useEffect(() => {
    latest.current = onPid;
  });
  const choose = useCallback((next: Chosen | undefined) => {
    setKept(next);
    latest.current(next?.pid);
  }, []);
  return [chosen, choose];
}
