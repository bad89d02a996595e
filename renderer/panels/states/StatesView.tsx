import { Rows3 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { LegendOptions } from "#shared/dashboards/options/common";
import { formatLongSpan } from "#shared/format/age";
import { formatCount } from "#shared/format/count";
import { ChartFrame } from "../../charts/ChartFrame";
import { StateLegend } from "../../charts/StateLegend";
import { stateDrawing } from "../../charts/state-drawing";
import { TimePlot } from "../../charts/TimePlot";
import { zoneMoment, zoneStretch } from "../../charts/time-zone";
import { sharedColours, useChartColours } from "../../charts/use-chart-colours";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import type { PanelViewProps } from "../panel";
import { mostStates, type StateRows, stateRows } from "./rows";

/** What state timelines and status histories have in common. */
export interface StatesOptions {
  rowHeight: number;
  showValue: "auto" | "always" | "never";
  perPage?: number | undefined;
  legend: LegendOptions;
  tooltip: { mode: "single" | "multi" | "none" };
}

interface Props extends Omit<PanelViewProps<StatesOptions>, "options"> {
  options: StatesOptions;
  align: "left" | "center" | "right";
  isMerged: boolean;
  cellWidth?: number | undefined;
}

/** Less than this and its name cannot be read. */
const leastRowHeight = 14;
/** What stands below the rows: the times, a line of the legend, and the way to more rows. */
const timesHeight = 31;
const legendHeight = 24;
const pagesHeight = 28;
/** In a lower panel the room is for the rows: what their colours say is in the tooltip. */
const leastForLegend = 130;

export function StatesView({ title, options, align, isMerged, cellWidth, ...props }: Props) {
  const { data, height, timeZone } = props;
  const [page, setPage] = useState(0);
  const colours = useChartColours();
  const all = useMemo(
    () => stateRows({ frames: data.frames, until: data.range.to, timeZone, colours, isMerged, cellWidth }),
    [data.frames, data.range.to, timeZone, colours, isMerged, cellWidth],
  );
  const hasLegend = options.legend.showLegend && all.states.length <= mostStates && height >= leastForLegend;
  const isLegendBelow = hasLegend && options.legend.placement === "bottom";
  const perPage = Math.min(
    options.perPage ?? 1000,
    rowsIn(height - timesHeight - (isLegendBelow ? legendHeight : 0), all.rows.length),
  );
  const pages = Math.max(1, Math.ceil(all.rows.length / perPage));
  const shown = Math.min(page, pages - 1);
  const draw = useCallback(
    () => ({ drawing: drawingOf(all, { shown, perPage, options, align, timeZone }), summary: summary(all) }),
    [all, shown, perPage, options, align, timeZone],
  );
  if (all.rows.length === 0) {
    return (
      <EmptyState icon={Rows3} title="No states over time">
        The answer has no column of times with values beside it. A table shows it as it is.
      </EmptyState>
    );
  }
  return (
    <ChartFrame
      placement={options.legend.placement}
      legend={hasLegend && <StateLegend label={`Legend of ${title}`} entries={all.states} placement={options.legend.placement} />}
      note={pages > 1 && <Pages page={shown} perPage={perPage} total={all.rows.length} onPage={setPage} />}
    >
      <TimePlot
        title={title}
        draw={draw}
        range={data.range}
        timeZone={timeZone}
        syncKey={props.syncKey}
        annotations={data.annotations}
        onZoom={props.onZoom}
        onZoomOut={props.onZoomOut}
        onAnnotate={props.onAnnotate}
      />
    </ChartFrame>
  );
}

/** How many rows there is room for, beside the way to the others when not all of them have any. */
function rowsIn(height: number, total: number): number {
  const fitting = Math.floor(height / leastRowHeight);
  return total <= fitting ? fitting : Math.max(1, Math.floor((height - pagesHeight) / leastRowHeight));
}

interface Paged {
  shown: number;
  perPage: number;
  options: StatesOptions;
  align: "left" | "center" | "right";
  timeZone: string;
}

const drawingOf = ({ rows, times, look }: StateRows, { shown, perPage, options, align, timeZone }: Paged) =>
  stateDrawing({
    ...{ times, align, ...look },
    rows: rows.slice(shown * perPage, (shown + 1) * perPage),
    rowHeight: options.rowHeight,
    text: options.showValue,
    tip: options.tooltip.mode,
    writeTime: (time) => zoneMoment(timeZone, time),
    writeStretch: (from, to) => zoneStretch(timeZone, from, to),
    writeLength: formatLongSpan,
    colours: sharedColours,
  });

interface PagesProps {
  page: number;
  perPage: number;
  total: number;
  onPage(page: number): void;
}

function Pages({ page, perPage, total, onPage }: PagesProps) {
  const last = Math.min(total, (page + 1) * perPage);
  return (
    <>
      <Button size="small" kind="quiet" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span>{`${formatCount(page * perPage + 1)}–${formatCount(last)} of ${formatCount(total)}`}</span>
      <Button size="small" kind="quiet" disabled={last >= total} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </>
  );
}

/** `3 rows; last: node-1 up, node-2 down, node-3 up.` */
function summary({ rows }: StateRows): string {
  const last = rows.slice(0, 12).flatMap(({ name, spans }) => {
    const span = spans[spans.length - 1];
    return span ? [`${name} ${span.text}`] : [];
  });
  const more = rows.length > 12 ? `, and ${rows.length - 12} more` : "";
  return `${rows.length} ${rows.length === 1 ? "row" : "rows"}; last: ${last.join(", ")}${more}.`;
}
