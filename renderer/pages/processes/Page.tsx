import { useEffect, useMemo, useRef, useState } from "react";
import type { ProcessRow } from "#shared/contract/host";
import type { StreamFrame } from "#shared/contract/index";
import { useStream } from "../../bridge/use-stream";
import { Age } from "../../components/Age";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { useIsNarrow } from "../../components/narrow";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { type Column, Table } from "../../components/Table";
import { TextInput } from "../../components/TextInput";
import { processColumns } from "../../panels/process-columns";
import { useLive } from "../../stores/live";
import { filterProcesses } from "./filter";
import styles from "./Processes.module.css";

/** As many rows as a page can redraw every two seconds without being felt; the busiest are among them. */
const shown = { everyMs: 2000, limit: 400 };
// What is left of the width is better spent on the command.
const fit = (column: Column<ProcessRow>) => (column.id === "name" ? { ...column, width: "16%" } : column);
const wideColumns = processColumns(["name", "pid", "user", "state", "threads", "cpu", "memory", "disk", "command"]).map(fit);
const narrowColumns = processColumns(["name", "pid", "user", "cpu", "memory", "disk", "command"]).map(fit);

/** What runs on this machine. The top bar's button holds it still. */
export function Page() {
  const [frame, setFrame] = useState<StreamFrame<"host.processes">>();
  const [filter, setFilter] = useState("");
  const [selected, setSelected] = useState<string>();
  const isNarrow = useIsNarrow();
  const isPaused = useLive((live) => live.isPaused);
  const input = useRef<HTMLInputElement>(null);
  const failure = useStream("host.processes", shown, (next) => !isPaused && setFrame(next));
  const rows = useMemo(() => filterProcesses(frame?.rows ?? [], filter), [frame, filter]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.target !== document.body) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <div className={styles.page}>
      <PageHeader
        title="Processes"
        context={
          frame && (
            <>
              {frame.total} tasks · {frame.running} running
              {frame.rows.length < frame.total && ` · the ${frame.rows.length} busiest are listed`} · read{" "}
              <Age at={frame.time} staleAfter={10_000} />
            </>
          )
        }
        actions={
          <TextInput
            ref={input}
            type="search"
            value={filter}
            onChange={setFilter}
            placeholder="Filter by name, command, user, PID"
            aria-label="Filter"
            className={styles.filter}
          />
        }
      />
      {failure && <FailureNote failure={failure} />}
      <Card isFlush className={styles.card}>
        {frame ? (
          <Table
            label="Processes"
            className={styles.table}
            columns={isNarrow ? narrowColumns : wideColumns}
            rows={rows}
            rowKey={(row) => String(row.pid)}
            initialSort={{ column: "cpu", isDescending: true }}
            selectedKey={selected}
            onSelect={(row) => setSelected(String(row.pid))}
            empty={<EmptyState title="No process matches">None of {frame.rows.length} has all of these words.</EmptyState>}
          />
        ) : (
          !failure && (
            <div className={styles.waiting}>
              <Skeleton height={22} lines={14} />
            </div>
          )
        )}
      </Card>
    </div>
  );
}
