import { formatMoment } from "#shared/format/clock-time";
import type { NsTime } from "#shared/model/log";
import type { Nanoseconds, Trace } from "#shared/model/trace";
import type { SpanEvents } from "#shared/traces/span-events";
import type { VirtualColumn } from "../../../../components/VirtualTable";
import { Named, Words } from "../Marks";
import { instantWords, offsetWords, operationOf, serviceOf, wholeMs } from "../span-words";
import styles from "../Views.module.css";
import { eventAt, eventName } from "./event-rows";
import { levelState } from "./level-state";

export interface EventColumnsInput {
  trace: Trace;
  events: SpanEvents;
  correctsClocks: boolean;
  /** The time of day, instead of the time since the trace began. */
  isAbsolute: boolean;
}

/** The columns of the events; a row is the number of an event. */
export function eventColumns({ trace, events, correctsClocks, isAbsolute }: EventColumnsInput): VirtualColumn<number>[] {
  const hasLevels = events.level.some((level) => level !== "");
  const spanOf = (event: number) => events.span[event] ?? 0;
  return [
    {
      id: "time",
      title: isAbsolute ? "Time" : "After",
      label: isAbsolute ? "The time of day" : "Since the trace began",
      minWidth: 132,
      isNumeric: true,
      cell: (event) => (
        <EventTime
          startNs={trace.startNs}
          at={eventAt(trace, events, event, correctsClocks)}
          whole={trace.durationNs}
          isAbsolute={isAbsolute}
        />
      ),
    },
    ...(hasLevels ? [levelColumn(events)] : []),
    {
      id: "service",
      title: "Service",
      minWidth: 120,
      grow: 1,
      cell: (event) => <Named service={trace.service[spanOf(event)] ?? 0} text={serviceOf(trace, spanOf(event))} />,
    },
    {
      id: "span",
      title: "Span",
      minWidth: 130,
      grow: 1.5,
      cell: (event) => <Words text={operationOf(trace, spanOf(event))} />,
    },
    { id: "event", title: "Event", minWidth: 130, grow: 1.5, cell: (event) => <Words text={eventName(events, event)} /> },
    {
      id: "fields",
      title: "Fields",
      minWidth: 220,
      grow: 4,
      cell: (event) => <Words text={events.fields[event] ?? ""} className={styles.mono} />,
    },
  ];
}

const levelColumn = (events: SpanEvents): VirtualColumn<number> => ({
  id: "level",
  title: "Level",
  minWidth: 76,
  cell: (event) => {
    const level = events.level[event] ?? "";
    return (
      <span data-level={levelState(level)} className={styles.level}>
        <Words text={level} />
      </span>
    );
  },
});

interface TimeProps {
  startNs: NsTime;
  at: Nanoseconds;
  whole: Nanoseconds;
  isAbsolute: boolean;
}

/** In one of the two ways, the other one as its tooltip. */
function EventTime({ startNs, at, whole, isAbsolute }: TimeProps) {
  if (Number.isNaN(at))
    return (
      <span className={styles.muted} title="The event has no time">
        –
      </span>
    );
  const offset = offsetWords(at, whole);
  const instant = instantWords(startNs, at);
  const moment = formatMoment(wholeMs(startNs, at));
  return isAbsolute ? (
    <time title={`${moment}, ${offset} after the trace began`}>{instant}</time>
  ) : (
    <time title={`${moment} (${instant})`}>{offset}</time>
  );
}
