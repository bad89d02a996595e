import { useState } from "react";
import { Link } from "react-router";
import { formatCount } from "#shared/format/count";
import { formatLabels } from "#shared/model/labels";
import { exprOf, type MetricGroup, metricsAddress } from "../stores/metrics-links";
import { type MetricsOfAsked, useMetricsOf } from "../stores/use-metrics-of";
import { Dialog } from "./Dialog";
import { EmptyState } from "./EmptyState";
import { FailureNote } from "./FailureNote";
import { Field } from "./Field";
import styles from "./MetricsAtTime.module.css";
import { Select } from "./Select";
import { Skeleton } from "./Skeleton";
import { shownInLine } from "./shown-text";
import { TextInput } from "./TextInput";
import { wordFilter } from "./word-filter";

interface Props extends MetricsOfAsked {
  title: string;
  /** What the labels are those of: "line". */
  what: "line" | "span";
  onClose(): void;
}

/** What was measured of the same thing around a time, and the way there. */
export function MetricsAtTime({ title, what, onClose, ...asked }: Props) {
  const { source, setSource, options, answer } = useMetricsOf(asked);
  const { from, to } = asked;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={`Measured of what has the ${what}'s labels, a quarter of an hour before and after it.`}
    >
      <Field label="Source">
        <Select value={source} onChange={setSource} options={options} />
      </Field>
      {answer.data ? (
        <Groups key={source} groups={answer.data.groups} source={source} what={what} from={from} to={to} />
      ) : answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : (
        <Skeleton height={18} lines={6} />
      )}
      <Link to={metricsAddress({ source, expr: "", from, to })}>Open Metrics at this time without a query</Link>
    </Dialog>
  );
}

const mostListed = 100;

interface GroupsProps {
  groups: readonly MetricGroup[];
  source: string;
  what: "line" | "span";
  from: number;
  to: number;
}

function Groups({ groups, source, what, from, to }: GroupsProps) {
  const [chosen, setChosen] = useState("0");
  const [search, setSearch] = useState("");
  const group = groups[Number(chosen)];
  if (!group) {
    return (
      <EmptyState title="None of its labels is known there">
        No metric of this source had a label of the {what} at that time. Another source may have some.
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
