import type { Trace } from "#shared/model/trace";
import type { VirtualColumn } from "../../../../components/VirtualTable";
import { lengthText } from "../../trace/span-text";
import { Named, ShareBar, Status, Words } from "../Marks";
import { kindWords, offsetWords, operationOf, serviceOf, statusWords } from "../span-words";
import styles from "../Views.module.css";
import { SpanId } from "./SpanId";
import type { SpanIds } from "./span-ids";

export interface SpanColumnsInput {
  trace: Trace;
  startOf(position: number): number;
  /** Absent: no column of ids. */
  ids: SpanIds | undefined;
}

/** The spans' columns; a row is the position of a span. */
export function spanColumns({ trace, startOf, ids }: SpanColumnsInput): VirtualColumn<number>[] {
  const whole = Math.max(1, trace.durationNs);
  const columns: VirtualColumn<number>[] = [
    {
      id: "service",
      title: "Service",
      minWidth: 130,
      grow: 2,
      isSortable: true,
      cell: (position) => <Named service={trace.service[position] ?? 0} text={serviceOf(trace, position)} />,
    },
    {
      id: "operation",
      title: "Operation",
      minWidth: 170,
      grow: 4,
      isSortable: true,
      cell: (position) => <Words text={operationOf(trace, position)} />,
    },
    {
      id: "start",
      title: "Start",
      label: "Since the trace began",
      minWidth: 118,
      isNumeric: true,
      isSortable: true,
      cell: (position) => offsetWords(startOf(position), whole),
    },
    {
      id: "duration",
      title: "Duration",
      minWidth: 92,
      isNumeric: true,
      isSortable: true,
      cell: (position) => lengthText(trace.duration[position] ?? 0),
    },
    {
      id: "self",
      title: "Self time",
      label: "In which no child of it was at work",
      minWidth: 92,
      isNumeric: true,
      isSortable: true,
      cell: (position) => lengthText(trace.self[position] ?? 0),
    },
    {
      id: "share",
      title: "Share",
      label: "Its duration, of the trace's",
      minWidth: 130,
      grow: 1,
      isNumeric: true,
      isSortable: true,
      cell: (position) => <ShareBar share={(trace.duration[position] ?? 0) / whole} />,
    },
    {
      id: "kind",
      title: "Kind",
      minWidth: 78,
      isSortable: true,
      cell: (position) => <span className={styles.muted}>{kindWords(trace, position)}</span>,
    },
    {
      id: "status",
      title: "Status",
      minWidth: 86,
      isSortable: true,
      cell: (position) => <Status word={statusWords(trace.flags[position] ?? 0)} />,
    },
  ];
  if (ids)
    columns.push({ id: "id", title: "Span id", minWidth: 150, cell: (position) => <SpanId ids={ids} position={position} /> });
  return columns;
}
