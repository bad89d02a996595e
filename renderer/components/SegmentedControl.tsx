import { ToggleGroup } from "radix-ui";
import { classNames } from "./class-names";
import styles from "./SegmentedControl.module.css";

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  /** Beside the label, muted. */
  count?: number;
}

export interface SegmentedControlProps<Value extends string> {
  value: Value;
  onChange(value: Value): void;
  segments: readonly Segment<Value>[];
  /** What is chosen here, read out: "Theme". */
  label: string;
  className?: string;
}

/** One of a few choices, all in view. */
export function SegmentedControl<Value extends string>({
  value,
  onChange,
  segments,
  label,
  className,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      // Radix reports the empty string when the chosen one is clicked again; a choice stays chosen.
      onValueChange={(next) => next !== "" && onChange(next as Value)}
      aria-label={label}
      className={classNames(styles.group, className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item key={segment.value} value={segment.value} className={styles.segment}>
          {segment.label}
          {segment.count !== undefined && <span className={styles.count}>{segment.count}</span>}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
