import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { formatCount } from "#shared/format/count";
import type { AppError } from "#shared/model/failure";
import { formatLabels, type Labels } from "#shared/model/labels";
import { ask } from "../../../../bridge/ask";
import { Dialog } from "../../../../components/Dialog";
import { EmptyState } from "../../../../components/EmptyState";
import { FailureNote } from "../../../../components/FailureNote";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { Skeleton } from "../../../../components/Skeleton";
import { TextInput } from "../../../../components/TextInput";
import { wordFilter } from "../../../../components/word-filter";
import { localSource } from "../../../../stores/address";
import { timeAround } from "../../../../stores/logs-links";
import { useSourceNames } from "../../../../stores/source-names";
import type { DetailRow } from "../detail-rows";
import type { DetailLine } from "../lines";
import { shownInLine } from "../shown-text";
import { exprOf, type MetricGroup, metricsAddress, metricsOf } from "./metrics-of";
import styles from "./Pivots.module.css";

interface Props {
  line: DetailLine;
  source: string;
  rows: readonly DetailRow[];
  onClose(): void;
}

/** What was measured of the same thing around the time of a line, and the way there. */
export function MetricsAtTime({ line, source: logs, rows, onClose }: Props) {
  const { options } = useSourceNames();
  const [chosen, setChosen] = useState<string>();
  const usual = logs === localSource ? localSource : (options.find(({ value }) => value !== localSource)?.value ?? localSource);
  const source = chosen ?? usual;
  const [{ from, to }] = useState(() => timeAround(line.ms, Date.now()));
  const labels = useMemo(() => labelsOf(rows), [rows]);
  const answer = useQuery<MetricGroup[], AppError>({
    queryKey: ["logs: metrics of", source, labels, from, to],
    queryFn: ({ signal }) => metricsOf(labels, { source, from, to, ask: (name, input) => ask(name, input, { signal }) }),
    retry: false,
    gcTime: 0,
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Metrics at this time"
      description="Measured of what has the line's labels, a quarter of an hour before and after it."
    >
      <Field label="Source">
        <Select value={source} onChange={setChosen} options={options} />
      </Field>
      {answer.data ? (
        <Groups key={source} groups={answer.data} source={source} from={from} to={to} />
      ) : answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : (
        <Skeleton height={18} lines={6} />
      )}
      <Link to={metricsAddress({ source, expr: "", from, to })}>Open Metrics at this time without a query</Link>
    </Dialog>
  );
}

/** The stream's labels, and of the same names what came beside the line or was parsed from it. */
function labelsOf(rows: readonly DetailRow[]): Labels {
  const labels = new Map<string, string>();
  for (const { name, value } of rows) if (value.length <= 300) labels.set(name, value);
  labels.delete("__proto__");
  return Object.fromEntries(labels);
}

const mostListed = 100;

interface GroupsProps {
  groups: readonly MetricGroup[];
  source: string;
  from: number;
  to: number;
}

function Groups({ groups, source, from, to }: GroupsProps) {
  const [chosen, setChosen] = useState("0");
  const [search, setSearch] = useState("");
  const group = groups[Number(chosen)];
  if (!group) {
    return (
      <EmptyState title="None of its labels is known there">
        No metric of this source had a label of the line at that time. Another source may have some.
      </EmptyState>
    );
  }
  const fits = wordFilter(search);
  const names = group.names.filter((name) => fits(name));
  return (
    <>
      <Field label="Labels">
        <Select
          value={chosen}
          onChange={setChosen}
          options={groups.map(({ labels, names: all, isCut }, index) => ({
            value: String(index),
            label: shownInLine(formatLabels(labels)),
            detail: `${isCut ? "more than " : ""}${formatCount(all.length)} metrics`,
          }))}
        />
      </Field>
      <TextInput value={search} onChange={setSearch} placeholder="Search the metrics" aria-label="Search the metrics" />
      <ul className={styles.names}>
        {names.slice(0, mostListed).map((name) => {
          const expr = exprOf(name, group.labels);
          return (
            <li key={name}>
              <Link to={metricsAddress({ source, expr, from, to })} title={shownInLine(expr)}>
                {shownInLine(name)}
              </Link>
            </li>
          );
        })}
      </ul>
      {names.length === 0 && <p className={styles.note}>No metric has “{search}” in its name.</p>}
      {names.length > mostListed && (
        <p className={styles.note}>
          {formatCount(mostListed)} of {formatCount(names.length)} are listed; search for the others.
        </p>
      )}
    </>
  );
}
