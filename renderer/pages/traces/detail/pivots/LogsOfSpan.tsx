import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { formatLongSpan } from "#shared/format/age";
import { formatQuantity } from "#shared/format/quantity";
import { compareTimes, fromNsTime } from "#shared/logs/block";
import { levelOfLine } from "#shared/logs/level";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../../bridge/ask";
import { getBridge } from "../../../../bridge/bridge";
import { FailureNote } from "../../../../components/FailureNote";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Skeleton } from "../../../../components/Skeleton";
import { shownInLine } from "../../../../components/shown-text";
import { logsLink } from "../../../../stores/logs-links";
import { useSourceNames } from "../../../../stores/source-names";
import styles from "../Detail.module.css";
import { msOf, type SpanFacts } from "../span-facts";
import { momentWords, startWords } from "../time-words";
import { type LogsOfSpan as Found, logsOfSpan } from "./logs-of-span";
import { type ReadLine, readLines } from "./read-lines";
import type { SpanLabels } from "./span-labels";
import { windowsOf } from "./span-window";

interface Props {
  facts: SpanFacts;
  traceId: string;
  labels: SpanLabels;
  sources: readonly string[];
}

type Which = "span" | "trace";

/** The first lines of the span's time, and the way to all of them. */
export function LogsOfSpan({ facts, traceId, labels, sources }: Props) {
  const [which, setWhich] = useState<Which>("span");
  const { fromNs, durationNs } = facts;
  const asked = { sources, labels, traceId: which === "trace" ? traceId : undefined, windows: windowsOf(fromNs, durationNs) };
  const answer = useQuery({
    queryKey: ["logs of a span", asked],
    queryFn: ({ signal }) =>
      logsOfSpan(asked, {
        ask: (name, input) => ask(name, input, { signal }),
        readLines: (query) => readLines(getBridge(), query, signal),
      }),
    retry: false,
    staleTime: 30_000,
  });
  return (
    <section className={styles.section} aria-label="Logs of this span">
      <h3>Logs of this span</h3>
      <SegmentedControl<Which>
        label="Which lines"
        value={which}
        onChange={setWhich}
        segments={[
          { value: "span", label: "Of what made it" },
          { value: "trace", label: "With the trace’s id" },
        ]}
      />
      {answer.data ? (
        <Lines found={answer.data} facts={facts} which={which} hasSources={sources.length > 0} />
      ) : answer.error ? (
        <FailureNote failure={toFailure(answer.error)} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : (
        <Skeleton height={16} lines={4} />
      )}
    </section>
  );
}

interface LinesProps {
  found: Found;
  facts: SpanFacts;
  which: Which;
  hasSources: boolean;
}

function Lines({ found, facts, which, hasSources }: LinesProps) {
  const { nameOf } = useSourceNames();
  if (found.kind === "unknown") return <p className={styles.note}>{unknownWords(found.failures, which, hasSources)}</p>;
  const { source, expr, window, isWidened, lines, unreadBytes } = found;
  const link = logsLink({ source, expr, from: Math.floor(msOf(window.fromNs)), to: Math.ceil(msOf(window.toNs)) });
  const margin = formatLongSpan(window.marginNs / 1e6);
  return (
    <>
      <p className={styles.note}>
        {nameOf(source)} · <code>{shownInLine(expr)}</code> · the span ± {margin}
      </p>
      {isWidened && lines.length > 0 && (
        <p className={styles.widened} role="note">
          Nothing was written in the span’s own time: this is {margin} before and after it.
        </p>
      )}
      {lines.length === 0 && (
        <p className={styles.widened} role="note">
          Nothing was written from {margin} before the span to {margin} after it.
          {unreadBytes !== undefined && ` It was not looked further: that would read ${formatQuantity(unreadBytes, "bytes")}.`}
        </p>
      )}
      <ol className={styles.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be the same, and their order never changes
          <Line key={index} line={line} facts={facts} />
        ))}
      </ol>
      <Link to={link}>{lines.length === 0 ? "Open Logs there" : "Open in Logs"}</Link>
    </>
  );
}

/** Of a longer line the beginning is enough here. */
const longestShown = 500;

function Line({ line: { ms, ns, line }, facts }: { line: ReadLine; facts: SpanFacts }) {
  const start = fromNsTime(facts.fromNs);
  const afterNs = (ms - start.ms) * 1e6 + (ns - start.ns);
  const isWithin = compareTimes({ ms, ns }, start) >= 0 && compareTimes({ ms, ns }, fromNsTime(facts.toNs)) <= 0;
  const text = shownInLine(line.slice(0, longestShown));
  return (
    <li data-level={levelOfLine(text)}>
      <span title={momentWords({ ms, ns })} data-within={isWithin || undefined}>
        {startWords(afterNs)}
      </span>
      <span title={text}>{text}</span>
    </li>
  );
}

function unknownWords(failures: readonly string[], which: Which, hasSources: boolean): string {
  if (!hasSources) return "There is no source of logs: add a Loki under Connections, or choose files of this host under Logs.";
  if (failures.length > 0) return failures.join(" ");
  return which === "span"
    ? "No source of logs knows its service, pod or host by the usual labels. Its connection can say which tag is which label."
    : "No source of logs has a label to ask by at that time.";
}
