import { ChevronRight } from "lucide-react";
import styles from "./Flame.module.css";

export interface FlamePathProps {
  /** The nodes down to the one that takes the whole width. */
  path: readonly number[];
  labelOf(node: number): string;
  onZoom(node: number): void;
}

/** More than this would leave a few letters to each. */
const mostShown = 6;

/** Where in the trace the flame graph is zoomed to, and the ways back. */
export function FlamePath({ path, labelOf, onZoom }: FlamePathProps) {
  const shown = path.length > mostShown ? path.slice(-mostShown) : path;
  const skipped = path.length - shown.length;
  return (
    <ol className={styles.path} aria-label="Zoomed to">
      <li>
        <button type="button" className={styles.crumb} onClick={() => onZoom(-1)} aria-current={path.length === 0 || undefined}>
          Whole trace
        </button>
      </li>
      {skipped > 0 && (
        <li>
          <ChevronRight size={12} aria-hidden />
          <span title={`${skipped} more calls between`}>…</span>
        </li>
      )}
      {shown.map((node, place) => (
        <li key={node}>
          <ChevronRight size={12} aria-hidden />
          <button
            type="button"
            className={styles.crumb}
            title={labelOf(node)}
            onClick={() => onZoom(node)}
            aria-current={place === shown.length - 1 || undefined}
          >
            {labelOf(node)}
          </button>
        </li>
      ))}
    </ol>
  );
}
