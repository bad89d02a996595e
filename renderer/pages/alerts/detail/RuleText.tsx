import { Link } from "react-router";
import { formatDuration } from "#shared/format/duration";
import { Card } from "../../../components/Card";
import { CopyButton } from "../../../components/CopyButton";
import { visibleText } from "../../../components/visible-text";
import { localSource } from "../../../stores/address";
import { answering, useConnections } from "../../../stores/connections";
import styles from "./Detail.module.css";
import type { RuleFacts } from "./rule-facts";

/** The rule as its file has it, and where that is. */
export function RuleText({ facts: { rule, group, file, fileId }, source }: { facts: RuleFacts; source: string }) {
  const { data } = useConnections();
  const params = new URLSearchParams({ expr: rule.expr, last: "1h" });
  if (source !== localSource) params.set("source", source);
  const isOfLogs = answering(data?.connections ?? [], "logs").some(({ id }) => id === source);
  return (
    <Card
      title="Rule"
      aside={
        <>
          {isOfLogs ? <Link to={`/logs?${params}`}>Open in Logs</Link> : <Link to={`/metrics?${params}`}>Open in Metrics</Link>}
          {fileId !== undefined && (
            <Link to={`/alerts/rules?${new URLSearchParams({ file: fileId, rule: rule.id })}`}>Open rule</Link>
          )}
          <CopyButton text={rule.expr} label="Copy the expression" />
        </>
      }
    >
      <pre className={styles.rule}>
        {visibleText(rule.expr.trim())}
        {rule.forMs > 0 && <span className={styles.muted}> for {formatDuration(rule.forMs)}</span>}
        {rule.keepFiringForMs !== undefined && rule.keepFiringForMs > 0 && (
          <span className={styles.muted}> keep firing for {formatDuration(rule.keepFiringForMs)}</span>
        )}
      </pre>
      <p className={styles.place}>
        {visibleText(file)}
        {/* A server does not say on which line a rule stands. */}
        {rule.line > 0 && `:${rule.line}`} · group {visibleText(group)}
      </p>
      {rule.error !== undefined && <p className={styles.reason}>{visibleText(rule.error)}</p>}
    </Card>
  );
}
