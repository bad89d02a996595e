import styles from "./Skeleton.module.css";

export interface SkeletonProps {
  /** Any CSS length; the whole width unless told. */
  width?: number | string;
  height?: number | string;
  /** How many of them, one under another. */
  lines?: number;
}

/** The shape of what is on its way. Put it where the real thing will be, as large as that. */
export function Skeleton({ width = "100%", height = 14, lines = 1 }: SkeletonProps) {
  return (
    <div className={styles.stack} aria-hidden data-skeleton>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all alike have nothing else
        <div key={line} className={styles.bone} style={{ width, height }} />
      ))}
    </div>
  );
}
