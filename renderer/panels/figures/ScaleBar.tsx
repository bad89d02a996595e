import type { CSSProperties } from "react";
import type { FieldConfig } from "#shared/dashboards/field-config";
import type { ChartColours } from "../../charts/chart-colours";
import { classNames } from "../../components/class-names";
import styles from "./ScaleBar.module.css";
import { type Scale, scaleColours } from "./scale";

export interface ScaleBarProps {
  /** 0 to 1; undefined for what is no number. */
  share: number | undefined;
  scale: Scale;
  config: FieldConfig;
  /** The value's own colour. */
  mark: string;
  colours: ChartColours;
  mode: "basic" | "gradient" | "lcd";
  isHorizontal?: boolean;
  hasTrack?: boolean;
  className?: string | undefined;
}

/** A bar along a scale: in its value's colour, in the colours that it has passed, or as a row of lit segments. */
export function ScaleBar({ share = 0, scale, config, mark, colours, mode, ...rest }: ScaleBarProps) {
  const { isHorizontal = true, hasTrack = true, className } = rest;
  const stops = mode === "basic" ? [mark, mark] : scaleColours(config, scale, mark, colours, mode === "lcd");
  const isOneColour = stops[0] === stops[1] && stops.length === 2;
  return (
    // The words beside it say what it shows.
    <span
      aria-hidden="true"
      className={classNames(styles.bar, isHorizontal ? styles.horizontal : styles.vertical, className)}
      data-mode={mode}
      data-track={hasTrack || undefined}
      // One colour has no gradient of its own along the scale: it grows out of the ground.
      data-fades={(mode === "gradient" && isOneColour) || undefined}
      style={{ "--share": share, "--mark": mark, "--stops": stops.join(", ") } as CSSProperties}
    >
      {mode === "lcd" && hasTrack && <i className={styles.unlit} />}
      <i className={styles.fill} />
    </span>
  );
}
