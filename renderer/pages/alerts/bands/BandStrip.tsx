import { memo } from "react";
import type { AlertBand } from "#shared/contract/alerts";
import type { Severity } from "#shared/model/severity";
import styles from "./Bands.module.css";
import { bandPaths, describeBands, stripHeight, stripWidth, type TimeSpan } from "./band-paths";

interface Props extends TimeSpan {
  bands: readonly AlertBand[];
  /** What colour it is in while it fires. */
  severity: Severity;
  /** In a page of its own rather than in a cell. */
  isLarge?: boolean;
}

/** A stretch of an alert's past, from left to right. */
export const BandStrip = memo(function BandStrip({ bands, severity, isLarge = false, fromMs, toMs }: Props) {
  const words = describeBands(bands);
  return (
    <svg
      className={styles.strip}
      data-severity={severity}
      data-large={isLarge || undefined}
      viewBox={`0 0 ${stripWidth} ${stripHeight}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      {bandPaths(bands, { fromMs, toMs }).map(({ state, path }) => (
        <path key={state} data-state={state} d={path} />
      ))}
    </svg>
  );
});
