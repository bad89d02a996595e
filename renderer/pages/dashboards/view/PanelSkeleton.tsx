import { Skeleton } from "../../../components/Skeleton";
import styles from "./PanelFrame.module.css";

/** The shape of a panel whose data is on its way. */
export function PanelSkeleton({ type, height }: { type: string; height: number }) {
  if (type === "stat" || type === "gauge") {
    return (
      <div className={styles.figureSkeleton}>
        <Skeleton width="45%" height={Math.min(40, Math.max(16, height / 3))} />
      </div>
    );
  }
  if (type === "table" || type === "logs" || type === "alertlist" || type === "dashlist" || type === "bargauge") {
    return <Skeleton height={16} lines={Math.max(1, Math.min(12, Math.floor(height / 26)))} />;
  }
  return <Skeleton height={Math.max(20, height)} />;
}
