import { ChartLine, ChevronDown } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { reducerTitle } from "#shared/dashboards/data/reduce";
import type { TimeseriesOptions } from "#shared/dashboards/options/timeseries";
import { formatCount } from "#shared/format/count";
import { ChartFrame } from "../../charts/ChartFrame";
import { areSameEntries } from "../../charts/legend-order";
import { SeriesLegend } from "../../charts/SeriesLegend";
import { TimePlot } from "../../charts/TimePlot";
import { sharedColours, useChartColours } from "../../charts/use-chart-colours";
import { useSteady } from "../../charts/use-steady";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { Menu } from "../../components/Menu";
import { useHidden } from "../legend/use-hidden";
import type { PanelViewProps } from "../panel";
import { chartOf, legendOf } from "./chart";
import { type Order, orders, pickFields } from "./fields";

export function TimeseriesView(props: PanelViewProps<TimeseriesOptions>) {
  const { title, options, data, width, height, timeZone, syncKey } = props;
  const [order, setOrder] = useState<Order>("mean");
  const colours = useChartColours();
  const picked = useMemo(() => pickFields(data.frames, order), [data.frames, order]);
  const ids = useMemo(() => picked.drawn.map(({ id }) => id), [picked]);
  const { ids: hidden, only, toggle } = useHidden(ids);
  // The axes that have room for them; to the pixel it does not matter, and resizing is a stream of pixels.
  const room = Math.ceil(width / 50) * 50;
  const { range } = data;
  const draw = useCallback(
    () => chartOf({ picked, options, hidden, range, width: room, timeZone, colours: sharedColours }),
    [picked, options, hidden, range, room, timeZone],
  );
  const { legend } = options;
  const entries = useSteady(
    useMemo(() => legendOf(picked.drawn, { options, hidden, timeZone, colours }), [picked, options, hidden, timeZone, colours]),
    areSameEntries,
  );
  const columns = useMemo(() => legend.calcs.map(reducerTitle), [legend]);
  if (picked.total === 0) {
    return (
      <EmptyState icon={ChartLine} title="Nothing to draw over time">
        The answer has no column of times with numbers beside it. A table shows it as it is.
      </EmptyState>
    );
  }
  const hasLegend = legend.showLegend && entries.length > 0 && height >= 80;
  const isCut = picked.drawn.length < picked.total;
  return (
    <ChartFrame
      placement={legend.placement}
      legend={
        hasLegend && (
          <SeriesLegend
            label={`Legend of ${title}`}
            entries={entries}
            columns={columns}
            mode={legend.displayMode}
            placement={legend.placement}
            width={legend.width}
            sortBy={legend.sortBy}
            sortDesc={legend.sortDesc}
            onOnly={only}
            onToggle={toggle}
          />
        )
      }
      note={isCut && <TopNote drawn={picked.drawn.length} total={picked.total} order={order} onOrder={setOrder} />}
    >
      <TimePlot
        title={title}
        draw={draw}
        range={range}
        timeZone={timeZone}
        syncKey={syncKey}
        annotations={data.annotations}
        onZoom={props.onZoom}
        onZoomOut={props.onZoomOut}
        onAnnotate={props.onAnnotate}
      />
    </ChartFrame>
  );
}

interface TopNoteProps {
  drawn: number;
  total: number;
  order: Order;
  onOrder(order: Order): void;
}

/** Which of many are drawn, and the choice of it. */
function TopNote({ drawn, total, order, onOrder }: TopNoteProps) {
  return (
    <Menu
      trigger={
        <Button size="small" kind="quiet">
          Top {drawn} of {formatCount(total)}
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      items={[
        { kind: "heading", label: "Draw those that are" },
        ...orders.map(({ value, label }) => ({ label, isChecked: value === order, onSelect: () => onOrder(value) })),
      ]}
    />
  );
}
