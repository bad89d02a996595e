import { useMemo, useState } from "react";
import type { Frame } from "#shared/dashboards/data/frame";
import { joinFrames } from "#shared/dashboards/data/join";
import type { TableOptions } from "#shared/dashboards/options/table";
import { measureCell } from "../figures/measure";
import type { PanelViewProps } from "../panel";
import { DataTable } from "./DataTable";
import { FramePicker, joinedFrames } from "./FramePicker";
import styles from "./Table.module.css";
import { columnsOf } from "./table-columns";

/** Rows and columns of one of the panel's frames. */
export function TableView(props: PanelViewProps<TableOptions>) {
  const { options, data, timeZone } = props;
  const [picked, setPicked] = useState<number>();
  const [frame, place] = frameAt(data.frames, picked ?? firstShown(data.frames, options));
  const columns = useMemo(() => columnsOf(frame, timeZone), [frame, timeZone]);
  const showsPicker = data.frames.length > 1;
  return (
    <div className={styles.panel}>
      <DataTable
        // Another frame has other columns: its sorts and filters begin anew.
        key={place}
        title={props.title}
        frame={frame}
        columns={columns}
        options={options}
        height={props.height - (showsPicker ? pickerHeight : 0)}
        measure={measureCell}
        hrefOf={props.hrefOf}
      />
      {showsPicker && <FramePicker frames={data.frames} value={place} onChange={setPicked} />}
    </div>
  );
}

const pickerHeight = 40;

/** Side by side they are read as one table; more of them are a list to choose from. */
const mostJoined = 24;

/** A few series are shown by their times; otherwise the answer that the panel names. */
function firstShown(frames: readonly Frame[], { frameIndex }: TableOptions): number {
  const areSeries = frames.length > 1 && frames.length <= mostJoined && frames.every(({ shape }) => shape === "series");
  return areSeries && frameIndex === 0 ? joinedFrames : frameIndex;
}

// Joining walks through all points: once for each answer.
const joined = new WeakMap<readonly Frame[], Frame>();

/** The frame of that number, or all of them in one table by time. A number that is not there is the last one's. */
function frameAt(frames: readonly Frame[], wanted: number): [Frame, number] {
  if (wanted === joinedFrames) {
    const before = joined.get(frames);
    const frame = before ?? joinFrames(frames);
    joined.set(frames, frame);
    return [frame, joinedFrames];
  }
  const place = Math.min(wanted, Math.max(0, frames.length - 1));
  return [frames[place] ?? noFrame, place];
}

const noFrame: Frame = { refId: "", shape: "table", fields: [], length: 0 };
