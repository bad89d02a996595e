import { useMemo, useState } from "react";
import { formatDuration } from "#shared/format/duration";
import type { Rule } from "#shared/model/rule";
import { Age } from "../../../components/Age";
import { Badge } from "../../../components/Badge";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import type { State } from "../../../components/state";
import { type Sort, sortRows } from "../../../components/table-order";
import { useRowHeight } from "../../../components/use-row-height";
import { type VirtualColumn, VirtualTable } from "../../../components/VirtualTable";
import { visibleText } from "../../../components/visible-text";
import type { PlacedRule } from "./placed-rules";
import styles from "./Rules.module.css";

const columns: readonly VirtualColumn<PlacedRule>[] = [
  { id: "state", title: "State", minWidth: 104, isSortable: true, cell: (placed) => <RuleState placed={placed} /> },
  {
    id: "name",
    title: "Rule",
    minWidth: 190,
    grow: 2,
    isSortable: true,
    cell: ({ rule }) => (
      <span className={styles.name} title={rule.name}>
        {visibleText(rule.name)}
      </span>
    ),
  },
  {
    id: "expr",
    title: "Expression",
    minWidth: 220,
    grow: 4,
    cell: ({ rule }) =>
      rule.error === undefined ? (
        <code className={styles.muted} title={rule.expr}>
          {describeExpr(rule)}
        </code>
      ) : (
        <span className={styles.muted} title={`${rule.error}\n${rule.expr}`}>
          {visibleText(rule.error)}
        </span>
      ),
  },
  {
    id: "place",
    title: "Group",
    minWidth: 120,
    grow: 1,
    isSortable: true,
    cell: ({ file, group, rule }) => (
      <span className={styles.muted} title={rule.line > 0 ? `${file.path}:${rule.line}` : file.path}>
        {visibleText(group)}
      </span>
    ),
  },
  {
    id: "evaluated",
    title: "Evaluated",
    minWidth: 92,
    isSortable: true,
    cell: ({ rule }) =>
      rule.evaluatedAt === undefined ? <span className={styles.muted}>not yet</span> : <Age at={rule.evaluatedAt} />,
  },
  {
    id: "took",
    title: "Took",
    minWidth: 76,
    isNumeric: true,
    isSortable: true,
    cell: ({ rule }) =>
      rule.evaluationMs === undefined ? "—" : `${rule.evaluationMs.toFixed(rule.evaluationMs < 10 ? 1 : 0)} ms`,
  },
];

const orders: Record<string, (placed: PlacedRule) => string | number | undefined> = {
  state: ({ rule, file }) => (file.enabled ? rule.state : "off"),
  name: ({ rule }) => rule.name,
  place: ({ file, group, rule }) => `${file.name}\u0000${group}\u0000${String(rule.line).padStart(8, "0")}`,
  evaluated: ({ rule }) => (rule.evaluatedAt === undefined ? undefined : -rule.evaluatedAt),
  took: ({ rule }) => rule.evaluationMs,
};

const headHeight = 32;

interface Props {
  rules: readonly PlacedRule[];
  /** The key of the rule that is marked. */
  selected: string | undefined;
  onSelect(placed: PlacedRule): void;
  /** Enter or `e` on a rule. */
  onOpen(placed: PlacedRule): void;
}

/** What a rule is called among all of all files. */
export const keyOfRule = ({ file, group, rule }: PlacedRule): string => `${file.id}\u0000${group}\u0000${rule.id}`;

/** Every rule of every file, also those that have nothing to say; opening one shows where it is written. */
export function RulesTable({ rules, selected, onSelect, onOpen }: Props) {
  const [sort, setSort] = useState<Sort>();
  const rowHeight = useRowHeight();
  const by = sort && orders[sort.column];
  const rows = useMemo(() => (sort && by ? sortRows(rules, by, sort.isDescending) : rules), [rules, sort, by]);
  const open = rules.find((placed) => keyOfRule(placed) === selected);
  return (
    <Card isFlush className={styles.tableCard}>
      {/* High enough for its rows, and for as many as the window has room for. */}
      <div className={styles.tableRoom} style={{ height: headHeight + Math.max(rows.length, 4) * rowHeight }}>
        <VirtualTable
          label="Rules"
          columns={columns}
          rows={rows}
          rowKey={keyOfRule}
          sort={sort}
          onSort={setSort}
          selectedKey={selected}
          onSelect={onSelect}
          onKey={({ key }) => {
            if (!open || (key !== "Enter" && key !== "e")) return false;
            onOpen(open);
            return true;
          }}
          empty={<EmptyState title="No rules">None of them has these words.</EmptyState>}
        />
      </div>
    </Card>
  );
}

function describeExpr({ expr, forMs, keepFiringForMs = 0 }: Rule): string {
  const parts = [expr.replace(/\s+/g, " ").trim()];
  if (forMs > 0) parts.push(`for ${formatDuration(forMs)}`);
  if (keepFiringForMs > 0) parts.push(`kept for ${formatDuration(keepFiringForMs)}`);
  return parts.join(" ");
}

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
