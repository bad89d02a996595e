import { ChevronDown, ChevronRight, Waypoints } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { IconButton } from "../../../../components/IconButton";
import type { VirtualColumn } from "../../../../components/VirtualTable";
import { lengthText } from "../../trace/span-text";
import { Named, ShareBar, Words } from "../Marks";

import styles from "../Views.module.css";
import own from "./Statistics.module.css";
import type { StatisticsColumnId, StatisticsLine } from "./statistics-rows";

export interface StatisticsColumnsInput {
  /** Of the first column. */
  title: string;
  onToggle(line: StatisticsLine): void;
  /** Absent for a line whose spans cannot be found by words. */
  onShow(line: StatisticsLine): (() => void) | undefined;
}

export function statisticsColumns({ title, onToggle, onShow }: StatisticsColumnsInput): VirtualColumn<StatisticsLine>[] {
  return [
    {
      id: "name",
      title,
      minWidth: 220,
      grow: 4,
      isSortable: true,
      cell: (line) => <NameCell line={line} onToggle={onToggle} onShow={onShow(line)} />,
    },
    number("count", "Spans", "How many spans", 66, ({ row }) => formatCount(row.count)),
    number("errors", "Errors", "", 64, ({ row }) => (
      <span className={row.errors > 0 ? styles.error : styles.muted}>{formatCount(row.errors)}</span>
    )),
    {
      ...number("share", "Share", "Of the self time of all spans: the shares make 100%", 124, ({ row }) => (
        <ShareBar share={row.share} />
      )),
      grow: 1.5,
    },
    number("self", "Self", "In which no child of theirs was at work", 80, ({ row }) => lengthText(row.selfNs)),
    number("selfAverage", "Self avg", "Self time of one, on average", 80, ({ row }) => lengthText(row.selfAverageNs)),
    number("total", "Total", "The durations of all of them; what ran side by side counts each", 80, ({ row }) =>
      lengthText(row.totalNs),
    ),
    number("average", "Average", "", 80, ({ row }) => lengthText(row.averageNs)),
    number("p50", "p50", "Half of them are shorter", 76, ({ row }) => lengthText(row.p50Ns)),
    number("p95", "p95", "One in twenty is longer", 76, ({ row }) => lengthText(row.p95Ns)),
    number("min", "Min", "The shortest", 76, ({ row }) => lengthText(row.minNs)),
    number("max", "Max", "The longest", 80, ({ row }) => lengthText(row.maxNs)),
  ];
}

const number = (
  id: StatisticsColumnId,
  title: string,
  label: string,
  minWidth: number,
  cell: VirtualColumn<StatisticsLine>["cell"],
): VirtualColumn<StatisticsLine> => ({ id, title, ...(label && { label }), minWidth, isNumeric: true, isSortable: true, cell });

interface NameProps {
  line: StatisticsLine;
  onToggle(line: StatisticsLine): void;
  onShow: (() => void) | undefined;
}

function NameCell({ line, onToggle, onShow }: NameProps) {
  const { row, isExpanded, level } = line;
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  const name = row.isUntold ? "without the tag" : row.name === "" ? "(empty)" : row.name;
  return (
    <span className={own.name} data-level={level}>
      {isExpanded === undefined ? (
        <span className={own.leaf} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={own.fold}
          aria-label={isExpanded ? "Fold" : "Unfold"}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(line);
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
      )}
      {row.service === undefined || row.isUntold ? (
        <Words text={name} className={row.isUntold || row.name === "" ? styles.muted : undefined} />
      ) : (
        <Named service={row.service} text={name} />
      )}
      {onShow && (
        <IconButton
          label="Only these in the waterfall"
          icon={Waypoints}
          tabIndex={-1}
          className={own.show}
          onClick={(event) => {
            event.stopPropagation();
            onShow();
          }}
        />
      )}
    </span>
  );
}
