import { X } from "lucide-react";
import { Link } from "react-router";
import { formatDuration } from "#shared/format/duration";
import type { Labels } from "#shared/model/labels";
import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { IconButton } from "../../components/IconButton";
import { visibleText } from "../../components/visible-text";
import { AlertChart } from "./AlertChart";
import styles from "./Alerts.module.css";
import { whereOf } from "./AlertTable";
import { Ledger } from "./Ledger";
import { ledgerTitle } from "./ledger-words";
import type { AlertRow } from "./rows";
import { describe, SeverityMark } from "./SeverityMark";

interface Props {
  row: AlertRow;
  nameOfSource(id: string): string;
  onClose(): void;
}

/** One alert: how its value went, what its rule says, and why the user was told or not. */
export function AlertDetail({ row, nameOfSource, onClose }: Props) {
  const { rule, file, alert } = row;
  const labels = alert?.labels ?? rule.labels;
  const annotations = alert?.annotations ?? rule.annotations;
  return (
    <section className={styles.detail} aria-label={row.name}>
      <AlertChart row={row} />
      <Card title={ledgerTitle(alert?.told)} aside={<IconButton icon={X} label="Close" onClick={onClose} />}>
        {alert ? (
          <Ledger alertId={alert.id} told={alert.told} />
        ) : (
          <p className={styles.muted}>While nothing is known, nothing is told: not that it fires, and not that it is well.</p>
        )}
      </Card>
      <Card
        className={styles.about}
        title={
          <span className={styles.detailTitle}>
            <SeverityMark row={row} /> {describe(row)} · {whereOf(row, nameOfSource)}
          </span>
        }
        aside={
          <>
            <Link to={metricsLink(row)}>Open in Metrics</Link>
            <CopyButton text={rule.expr} label="Copy the expression" />
          </>
        }
      >
        {row.state === "unknown" && row.summary !== "" && <p className={styles.reason}>{row.summary}</p>}
        <pre className={styles.rule}>
          {rule.expr.trim()}
          {rule.forMs > 0 && <span className={styles.muted}> for {formatDuration(rule.forMs)}</span>}
        </pre>
        <p className={styles.place}>
          {file.path}:{rule.line} · group {row.group}
        </p>
        <div className={styles.pairLists}>
          <Pairs title="Labels" pairs={labels} />
          <Pairs title="Annotations" pairs={annotations} />
        </div>
      </Card>
    </section>
  );
}

function metricsLink({ rule, source }: AlertRow): string {
  const params = new URLSearchParams({ expr: rule.expr, last: "1h" });
  if (source !== "local") params.set("source", source);
  return `/metrics?${params}`;
}

function Pairs({ title, pairs }: { title: string; pairs: Labels }) {
  const names = Object.keys(pairs).sort();
  if (names.length === 0) return null;
  return (
    <div>
      <h3 className={styles.pairsTitle}>{title}</h3>
      <dl className={styles.pairs}>
        {names.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{visibleText(pairs[name] ?? "")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
