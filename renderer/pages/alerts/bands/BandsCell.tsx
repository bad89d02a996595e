import type { InboxAlert } from "#shared/model/alert";
import type { Severity } from "#shared/model/severity";
import { BandStrip } from "./BandStrip";
import styles from "./Bands.module.css";
import { usePast } from "./use-bands";

/** An alert's last day in a cell; an empty line until it is known. */
export function BandsCell({ alert, severity }: { alert: InboxAlert; severity: Severity }) {
  const past = usePast(alert.id, `${alert.state} ${alert.unknown !== undefined}`);
  if (!past) return <div className={styles.waiting} />;
  return <BandStrip bands={past.bands} severity={severity} fromMs={past.fromMs} toMs={past.toMs} />;
}
