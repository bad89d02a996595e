import type { Frame } from "#shared/dashboards/data/frame";
import { Select } from "../../components/Select";
import { visibleText } from "../../components/visible-text";
import styles from "./Table.module.css";

/** Stands for all frames in one, by their times. */
export const joinedFrames = -1;

/** A list is for choosing, not for reading thousands. */
const mostListed = 500;

export interface FramePickerProps {
  frames: readonly Frame[];
  value: number;
  onChange(place: number): void;
}

/** Which of several answers the table shows. */
export function FramePicker({ frames, value, onChange }: FramePickerProps) {
  const listed = frames.slice(0, mostListed).map((frame, index) => ({ value: String(index), label: nameOf(frame, index) }));
  const canJoin = frames.every(({ shape }) => shape === "series");
  const options = canJoin
    ? [{ value: String(joinedFrames), label: "All of them, by time", detail: `${frames.length}` }, ...listed]
    : listed;
  return (
    <div className={styles.picker}>
      <Select label="Which answer is shown" value={String(value)} onChange={(next) => onChange(Number(next))} options={options} />
    </div>
  );
}

function nameOf(frame: Frame, index: number): string {
  const numeric = frame.fields.find(({ kind }) => kind === "number");
  const name = frame.shape === "series" ? numeric?.display : frame.name;
  return visibleText(name || `${frame.refId || "Answer"} ${index + 1}`);
}
