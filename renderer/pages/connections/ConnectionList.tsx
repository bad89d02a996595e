import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import type { ConnectionRow, ConnectionState } from "#shared/contract/connections";
import { Age } from "../../components/Age";
import { Badge } from "../../components/Badge";
import { Card } from "../../components/Card";
import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { moveFocus } from "../../components/move-focus";
import styles from "./Connections.module.css";
import { knowsAlerts } from "./form";
import { describeAuth, kindWord, marksOf } from "./words";

interface Props {
  rows: readonly ConnectionRow[];
  areSecretsEncrypted: boolean;
  onEdit(row: ConnectionRow): void;
  onRemove(row: ConnectionRow): void;
}

/** Each connection with how it has been answering, and what about it is less safe than it could be. */
export function ConnectionList({ rows, areSecretsEncrypted, onEdit, onRemove }: Props) {
  return (
    <Card isFlush>
      <ul aria-label="Connections" onKeyDown={moveFocus}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <div className={styles.state}>
              <StateBadge state={row.state} />
            </div>
            <div className={styles.main}>
              <div className={styles.first}>
                <button type="button" className={styles.name} data-row-stop onClick={() => onEdit(row)}>
                  {row.name}
                </button>
                <span className={styles.kind}>
                  {kindWord[row.kind]}
                  {!row.showsAlerts && knowsAlerts(row.kind) && " · alerts not shown"}
                </span>
                <span className={styles.url}>{row.url}</span>
              </div>
              <StateLine state={row.state} />
            </div>
            <div className={styles.marks}>
              {marksOf(row, areSecretsEncrypted).map((mark) => (
                <Badge key={mark.text} state="warning" title={mark.why}>
                  {mark.text}
                </Badge>
              ))}
            </div>
            <div className={styles.auth}>{describeAuth(row.auth)}</div>
            <Menu
              trigger={<IconButton icon={Ellipsis} label={`Actions for ${row.name}`} />}
              items={[
                { label: "Edit", icon: Pencil, onSelect: () => onEdit(row) },
                { label: "Remove", icon: Trash2, isDanger: true, onSelect: () => onRemove(row) },
              ]}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StateBadge({ state }: { state: ConnectionState }) {
  switch (state.kind) {
    case "ok":
      return <Badge state="ok">answers</Badge>;
    case "failing":
      return <Badge state="critical">failing</Badge>;
    case "unknown":
      return <Badge state="unknown">unknown</Badge>;
  }
}

function StateLine({ state }: { state: ConnectionState }) {
  const words = state.reason ?? { ok: "Answered", failing: "Did not answer", unknown: "Not asked yet" }[state.kind];
  return (
    <div className={state.kind === "failing" ? styles.reason : styles.age}>
      {words}
      {state.at !== undefined && (
        <span className={styles.stateAge}>
          {" · "}
          <Age at={state.at} />
        </span>
      )}
    </div>
  );
}
