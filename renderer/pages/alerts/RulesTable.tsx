import { useState } from "react";
import { formatDuration } from "#shared/format/duration";
import type { Rule, RuleFile } from "#shared/model/rule";
import { Age } from "../../components/Age";
import { Badge } from "../../components/Badge";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import type { State } from "../../components/state";
import { type Column, Table } from "../../components/Table";
import { visibleText } from "../../components/visible-text";
import styles from "./Alerts.module.css";
import type { PlacedRule } from "./rows";

const columns: readonly Column<PlacedRule>[] = [
  {
    id: "state",
    title: "State",
    width: "116px",
    sortBy: ({ rule }) => rule.state,
    cell: (placed) => <RuleState placed={placed} />,
  },
  {
    id: "name",
    title: "Rule",
    width: "22%",
    sortBy: ({ rule }) => rule.name,
    cell: ({ rule }) => (
      <span className={styles.name} title={rule.name}>
        {visibleText(rule.name)}
      </span>
    ),
  },
  {
    id: "expr",
    title: "Expression",
    cell: ({ rule }) =>
      rule.error === undefined ? (
        <code className={styles.muted} title={rule.expr}>
          {describeExpr(rule)}
        </code>
      ) : (
        <span className={styles.muted} title={`${rule.error}\n${rule.expr}`}>
          {rule.error}
        </span>
      ),
  },
  {
    id: "place",
    title: "Group",
    width: "18%",
    sortBy: ({ file, group, rule }) => `${file.name}\u0000${group}\u0000${String(rule.line).padStart(8, "0")}`,
    cell: ({ file, group, rule }) => (
      <span className={styles.muted} title={`${file.path}:${rule.line}`}>
        {group}
      </span>
    ),
  },
  {
    id: "evaluated",
    title: "Evaluated",
    width: "96px",
    sortBy: ({ rule }) => (rule.evaluatedAt === undefined ? undefined : -rule.evaluatedAt),
    cell: ({ rule }) =>
      rule.evaluatedAt === undefined ? <span className={styles.muted}>not yet</span> : <Age at={rule.evaluatedAt} />,
  },
  {
    id: "took",
    title: "Took",
    width: "72px",
    isNumeric: true,
    sortBy: ({ rule }) => rule.evaluationMs,
    cell: ({ rule }) =>
      rule.evaluationMs === undefined ? "—" : `${rule.evaluationMs.toFixed(rule.evaluationMs < 10 ? 1 : 0)} ms`,
  },
];

interface Props {
  rules: readonly PlacedRule[];
  /** Enter or a double click on a rule. */
  onShow(file: RuleFile): void;
}

const keyOf = ({ file, group, rule }: PlacedRule): string => `${file.id}\u0000${group}\u0000${rule.id}`;

/** Every rule of every file, also those that have nothing to say; opening one shows its file. */
export function RulesTable({ rules, onShow }: Props) {
  const [selected, setSelected] = useState<string>();
  return (
    <Card isFlush>
      <Table
        label="Rules"
        columns={columns}
        rows={rules}
        rowKey={keyOf}
        selectedKey={selected}
        onSelect={(placed) => setSelected(keyOf(placed))}
        onOpen={({ file }) => onShow(file)}
        empty={<EmptyState title="No rules">The loaded files hold none.</EmptyState>}
      />
    </Card>
  );
}

const describeExpr = ({ expr, forMs }: Rule): string => {
  const oneLine = expr.replace(/\s+/g, " ").trim();
  return forMs > 0 ? `${oneLine} for ${formatDuration(forMs)}` : oneLine;
};

const states: Record<Rule["state"], State> = {
  firing: "critical",
  pending: "warning",
  resolved: "ok",
  inactive: "ok",
  unknown: "unknown",
};

function RuleState({ placed: { rule, file } }: { placed: PlacedRule }) {
  if (!file.enabled) return <Badge state="unknown">off</Badge>;
  if (rule.state === "unknown") {
    return (
      <Badge state="unknown" title={rule.error ?? file.problem ?? "Not evaluated yet"}>
        unknown
      </Badge>
    );
  }
  if (rule.kind === "recording") return <Badge state="ok">recorded</Badge>;
  return <Badge state={states[rule.state]}>{rule.state}</Badge>;
}
