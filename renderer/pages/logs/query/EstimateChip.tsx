import type { NsTime } from "#shared/model/log";
import { Tooltip } from "../../../components/Tooltip";
import styles from "./QueryBar.module.css";
import { useEstimate } from "./use-estimate";

interface Props {
  source: string;
  expr: string;
  span: { startNs: NsTime; endNs: NsTime };
}

/** What running the query would read, where the source can tell. */
export function EstimateChip({ source, expr, span }: Props) {
  const estimate = useEstimate(source, expr, span);
  if (!estimate) return null;
  return (
    <Tooltip text={estimate.about}>
      <span className={styles.estimate} data-much={estimate.isMuch || undefined} role="status">
        {estimate.words}
      </span>
    </Tooltip>
  );
}
