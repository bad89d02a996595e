import { ScrollText } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { SpanEvents } from "#shared/traces/span-events";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { VirtualTable } from "../../../components/VirtualTable";
import { getTraceReader } from "../reading/reader";
import type { TraceViewProps } from "../trace/use-trace-state";
import { eventColumns } from "./events/event-columns";
import { eventRows } from "./events/event-rows";
import { FilterBar } from "./FilterBar";
import { placesOf } from "./places";
import { useAsked } from "./use-asked";
import styles from "./Views.module.css";

const rowKey = (event: number) => String(event);

/** What the spans of the trace told while they ran: every event of all of them, in the order of time. */
export function EventsView(props: TraceViewProps) {
  const { key } = props.open;
  const asked = useAsked(useCallback(() => getTraceReader().logs(key), [key]));
  if (asked.failure) return <FailureNote failure={asked.failure} onRetry={asked.again} />;
  if (!asked.answer) {
    return (
      <div className={styles.waiting}>
        <Skeleton lines={12} height={18} />
      </div>
    );
  }
  if (asked.answer.span.length === 0) {
    return (
      <EmptyState icon={ScrollText} title="No events">
        No span of this trace has told an event: the program writes none, or its exporter leaves them out. Lines that were logged
        meanwhile are found from a span's details, by “Logs of this span”.
      </EmptyState>
    );
  }
  return <EventList {...props} events={asked.answer} />;
}

function EventList({ open, state, events }: TraceViewProps & { events: SpanEvents }) {
  const { trace } = open;
  const { correctsClocks, amongPositions } = state;
  const [words, setWords] = useState("");
  const [isAbsolute, setAbsolute] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const wanted = useDeferredValue(words);
  const rows = useMemo(
    () => eventRows({ trace, events, words: wanted, among: amongPositions, correctsClocks }),
    [trace, events, wanted, amongPositions, correctsClocks],
  );
  const indexOfKey = useMemo(() => placesOf(rows, events.span.length), [rows, events]);
  const columns = useMemo(
    () => eventColumns({ trace, events, correctsClocks, isAbsolute }),
    [trace, events, correctsClocks, isAbsolute],
  );
  const { choose, show } = state;
  const onSelect = useCallback(
    (event: number) => {
      setChosen(event);
      choose(events.span[event]);
    },
    [choose, events],
  );
  const onOpen = useCallback((event: number) => show(events.span[event] ?? 0), [show, events]);

  return (
    <div className={styles.view}>
      <FilterBar
        label="Filter the events"
        placeholder="Filter: words of the event, its fields, its span"
        words={words}
        onWords={setWords}
        outcome={outcomeOf(rows.length, events)}
      >
        <SegmentedControl
          label="Times"
          value={isAbsolute ? "absolute" : "relative"}
          onChange={(value) => setAbsolute(value === "absolute")}
          segments={[
            { value: "relative", label: "Since the start" },
            { value: "absolute", label: "Time of day" },
          ]}
        />
      </FilterBar>
      <Card isFlush className={styles.card}>
        <VirtualTable
          label="Events"
          className={styles.table}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          indexOfKey={indexOfKey}
          selectedKey={chosen === undefined ? undefined : String(chosen)}
          onSelect={onSelect}
          onOpen={onOpen}
          empty={
            <EmptyState title="No such events">No event has these words, of a span that passes the filters above.</EmptyState>
          }
        />
      </Card>
    </div>
  );
}

function outcomeOf(shown: number, { span, total }: SpanEvents): string {
  const kept = span.length;
  const left = total > kept ? `; only the first ${formatCount(kept)} of ${formatCount(total)} are listed` : "";
  if (shown === kept) return `${formatCount(kept)} ${kept === 1 ? "event" : "events"}${left}`;
  return `${formatCount(shown)} of ${formatCount(kept)} events${left}`;
}
