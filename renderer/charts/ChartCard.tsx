import { EllipsisVertical, Image, Sheet, Table as TableIcon } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { formatQuantity } from "#shared/format/quantity";
import { Card } from "../components/Card";
import { classNames } from "../components/class-names";
import { copyText } from "../components/copy-text";
import { IconButton } from "../components/IconButton";
import { Menu } from "../components/Menu";
import { Table } from "../components/Table";
import styles from "./ChartCard.module.css";
import { ChartLegend } from "./ChartLegend";
import { type ChartRow, savePng, toCsv, toRows } from "./chart-export";
import type { ChartSeries } from "./columns";
import { isFeed, TimeChart, type TimeChartProps } from "./TimeChart";

export interface ChartCardProps extends TimeChartProps {
  title: string;
  /** Which lines the legend names; those of the data when not given. A feed's lines have to be given. */
  legend?: readonly Pick<ChartSeries, "id" | "label" | "colour">[];
  /** Long names go under the chart, short ones beside the title. */
  legendPlace?: "head" | "below";
  /** "+ 42 more", and whatever offers them. */
  more?: ReactNode;
  /** Instead of the chart: a skeleton, an empty state, a failure. */
  instead?: ReactNode;
}

/** A chart with its title, its legend and its menu; `T` turns it into a table and back while it has the focus. */
export function ChartCard({ title, legend, legendPlace = "head", more, instead, ...chart }: ChartCardProps) {
  const { data, unit, height = 168 } = chart;
  const [isTable, setIsTable] = useState(false);
  const [note, setNote] = useState("");
  const host = useRef<HTMLDivElement>(null);
  const columns = () => (isFeed(data) ? data.read() : data);
  const series = legend ?? (isFeed(data) ? [] : data.series);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
    setIsTable((was) => !was);
  }

  const copyCsv = async () => setNote((await copyText(toCsv(columns()))) ? "Copied as CSV" : "Not copied: the system refused");
  const legendList = (
    <ChartLegend series={series} unit={unit} feed={isFeed(data) ? data : undefined} isOneLine={legendPlace === "head"} />
  );
  const menu = (
    <Menu
      trigger={<IconButton icon={EllipsisVertical} label={`More for ${title}`} className={styles.menu} />}
      items={[
        {
          label: isTable ? "Show as a chart" : "Show as a table",
          icon: TableIcon,
          keys: "T",
          onSelect: () => setIsTable(!isTable),
        },
        { label: "Copy as CSV", icon: Sheet, onSelect: () => void copyCsv() },
        {
          label: "Save as PNG",
          icon: Image,
          isDisabled: isTable,
          onSelect: () => host.current && savePng(host.current, title),
        },
      ]}
    />
  );

  return (
    <Card
      title={title}
      className={classNames(styles.card, chart.isStale && styles.stale)}
      aside={
        <>
          {note !== "" && <span role="status">{note}</span>}
          {legendPlace === "head" && !instead && legendList}
          {more}
          {!instead && menu}
        </>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms */}
      <div
        ref={host}
        role="group"
        aria-label={`${chart.label}; T for a ${isTable ? "chart" : "table"}`}
        onKeyDown={onKeyDown}
        tabIndex={instead ? undefined : 0}
        className={styles.body}
        style={{ minHeight: height }}
      >
        {instead ?? (isTable ? <ChartTable {...chart} /> : <TimeChart {...chart} />)}
      </div>
      {legendPlace === "below" && !instead && legendList}
    </Card>
  );
}

const mostRows = 500;

/** The chart's numbers as they were when it was turned into a table. */
function ChartTable({ label, data, unit, height = 168 }: TimeChartProps) {
  const [columns] = useState(() => (isFeed(data) ? data.read() : data));
  return (
    <div style={{ height }} className={styles.table}>
      <Table
        label={label}
        rows={toRows(columns, mostRows)}
        rowKey={(row) => row.key}
        columns={[
          { id: "time", title: "Time", cell: (row: ChartRow) => row.time, width: "140px" },
          ...columns.series.map((series, index) => ({
            id: series.id,
            title: series.label,
            isNumeric: true,
            cell: (row: ChartRow) => {
              const value = row.values[index] ?? Number.NaN;
              return Number.isNaN(value) ? "–" : formatQuantity(value, unit);
            },
          })),
        ]}
      />
    </div>
  );
}
