import { Box } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { ContainerRow } from "#shared/contract/containers";
import { seconds } from "#shared/units/time";
import { Age } from "../../components/Age";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { visibleText } from "../../components/visible-text";
import styles from "./Containers.module.css";
import { ContainerTable } from "./ContainerTable";
import { DetailPane } from "./DetailPane";
import { filterRows } from "./lines";
import { NoService, ServiceTroubles } from "./Services";
import { serviceName } from "./states";
import { Toolbar } from "./Toolbar";
import { type ContainersView, readView, writeView } from "./url";
import { type ContainerTable as Table, useContainerTable } from "./use-container-table";

/** The containers of this machine, of Docker and of Podman. */
export function Page() {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const change = (changes: Partial<ContainersView>) => setParams((was) => writeView(changes, was), { replace: true });
  const { table, failure } = useContainerTable();
  const shown = useMemo(() => filterRows(table?.rows ?? [], view), [table, view]);
  const chosen = useChosen(table, view.id);
  const isAnswering = table?.services.some(({ state }) => state === "ok") ?? false;

  return (
    <div className={styles.page}>
      <PageHeader title="Containers" context={table && isAnswering && <Totals table={table} />} />
      {failure && <FailureNote failure={failure} />}
      {table && !isAnswering && (
        <Card className={styles.card}>
          <NoService services={table.services} />
        </Card>
      )}
      {!table && !failure && (
        <Card>
          <Skeleton height={22} lines={10} />
        </Card>
      )}
      {table && isAnswering && (
        <>
          <ServiceTroubles services={table.services} />
          <Toolbar view={view} onChange={change} outcome={outcomeOf(shown.length, table.rows.length)} />
          <div className={styles.body}>
            <div className={styles.split}>
              <Card isFlush className={styles.card}>
                <ContainerTable
                  rows={shown}
                  view={view}
                  onChange={change}
                  now={table.time}
                  selectedId={chosen?.row.id}
                  onSelect={(row) => change({ id: row?.id })}
                  empty={<NothingListed table={table} onShowAll={() => change({ filter: "", isRunningOnly: false })} />}
                />
              </Card>
              {chosen && <DetailPane row={chosen.row} isGone={chosen.isGone} onClose={() => change({ id: undefined })} />}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function Totals({ table: { rows, services, time } }: { table: Table }) {
  const running = rows.filter(({ state }) => state === "running").length;
  const answering = services
    .filter(({ state }) => state === "ok")
    .map(({ kind, version }) => `${serviceName(kind)} ${visibleText(version ?? "")}`);
  return (
    <>
      {running} running of {rows.length} · {answering.join(" · ")} · read <Age at={time} staleAfter={seconds(10)} />
    </>
  );
}

const outcomeOf = (shown: number, all: number) => (shown === all ? undefined : `${shown} of ${all}`);

function NothingListed({ table: { rows }, onShowAll }: { table: Table; onShowAll(): void }) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={Box} title="No containers yet">
        The service answers and has none. The first one that is created shows here.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No container matches" action={<Button onClick={onShowAll}>Show all {rows.length}</Button>}>
      None of {rows.length} has all of these words.
    </EmptyState>
  );
}

/** The container of the address, kept with its last figures when it is removed while it is looked at. */
function useChosen(table: Table | undefined, id: string | undefined): { row: ContainerRow; isGone: boolean } | undefined {
  const [kept, setKept] = useState<ContainerRow>();
  const present = id === undefined ? undefined : table?.rows.find((row) => row.id.startsWith(id));
  useEffect(() => {
    if (present) setKept(present);
  }, [present]);
  if (present) return { row: present, isGone: false };
  return id !== undefined && kept?.id.startsWith(id) ? { row: kept, isGone: true } : undefined;
}
