import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { ConnectionRow } from "#shared/contract/connections";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { visibleText } from "../../components/visible-text";
import { useConnections } from "../../stores/connections";
import { useAbout } from "../../stores/engine";
import { ConnectionDialog } from "./ConnectionDialog";
import { ConnectionList } from "./ConnectionList";
import styles from "./Connections.module.css";
import { hasTraces } from "./form";
import { RemoveConnection } from "./RemoveConnection";
import { type OpenDialog, readDialog, writeDialog } from "./url";

/** The servers the console asks, and how they have been answering. */
export function Page() {
  const connections = useConnections();
  const about = useAbout();
  const [params, setParams] = useSearchParams();
  const [removed, setRemoved] = useState<ConnectionRow>();
  const [added, setAdded] = useState<ConnectionRow>();
  const dialog = readDialog(params);
  const show = (next: OpenDialog) => setParams((was) => writeDialog(next, was), { replace: true });
  const rows = connections.data?.connections;
  const edited = dialog.kind === "edit" ? rows?.find(({ id }) => id === dialog.id) : undefined;

  return (
    <div className={styles.page}>
      <PageHeader
        title="Connections"
        context={rows && rows.length > 0 && describeRows(rows)}
        actions={
          <Button kind="primary" icon={Plus} onClick={() => show({ kind: "add", server: "prometheus" })}>
            Add server
          </Button>
        }
      />
      {added && (
        <p className={styles.added} role="status">
          {visibleText(added.name)} was added. <WhatNext row={added} />
        </p>
      )}
      {connections.error ? (
        <FailureNote failure={connections.error.failure} onRetry={() => void connections.refetch()} />
      ) : !rows ? (
        <Card>
          <Skeleton height={34} lines={3} />
        </Card>
      ) : rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={Plug}
            title="No servers yet"
            action={
              <Button kind="primary" icon={Plus} onClick={() => show({ kind: "add", server: "prometheus" })}>
                Add server
              </Button>
            }
          >
            This machine is watched without one. Add a Prometheus to ask it from Metrics and to evaluate rules against it, a Loki
            to read its logs, a Jaeger or a Zipkin to look into its traces, or an Alertmanager to see its alerts among your own.
          </EmptyState>
        </Card>
      ) : (
        <ConnectionList
          rows={rows}
          areSecretsEncrypted={about.data?.secretStorage.kind !== "file"}
          onEdit={({ id }) => show({ kind: "edit", id })}
          onRemove={setRemoved}
        />
      )}
      {(dialog.kind === "add" || edited) && (
        <ConnectionDialog
          key={edited?.id}
          row={edited}
          newKind={dialog.kind === "add" ? dialog.server : "prometheus"}
          onClose={() => show({ kind: "none" })}
          onAdded={setAdded}
        />
      )}
      {removed && <RemoveConnection row={removed} onClose={() => setRemoved(undefined)} />}
    </div>
  );
}

function WhatNext({ row: { kind, id, showsAlerts } }: { row: ConnectionRow }) {
  if (kind === "prometheus") {
    return (
      <>
        Dashboards that fit what it measures are offered on{" "}
        <Link to={`/dashboards?${new URLSearchParams({ source: id })}`}>Dashboards</Link>.
      </>
    );
  }
  if (kind === "loki") {
    return (
      <>
        Its lines are on <Link to={`/logs?${new URLSearchParams({ source: id })}`}>Logs</Link>.
      </>
    );
  }
  if (hasTraces(kind)) {
    return (
      <>
        Its traces are on <Link to={`/traces?${new URLSearchParams({ source: id })}`}>Traces</Link>.
      </>
    );
  }
  if (!showsAlerts) return null;
  return (
    <>
      Its alerts are on <Link to="/alerts">Alerts</Link>.
    </>
  );
}

function describeRows(rows: readonly ConnectionRow[]): string {
  const failing = rows.filter(({ state }) => state.kind === "failing").length;
  return `${rows.length} ${rows.length === 1 ? "server" : "servers"}${failing > 0 ? ` · ${failing} failing` : ""}`;
}
