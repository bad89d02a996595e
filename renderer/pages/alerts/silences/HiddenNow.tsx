import type { SilenceRow } from "#shared/contract/silences";
import type { InboxAlert } from "#shared/model/alert";
import { useAsk } from "../../../bridge/use-ask";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { localSource } from "../../../stores/address";
import { useInbox } from "../../../stores/inbox";
import { HiddenAlerts } from "./HiddenAlerts";
import styles from "./Silences.module.css";

/** The alerts that a silence hides, below it. */
export function HiddenNow({ silence }: { silence: SilenceRow }) {
  const { data, error, refetch } = useAsk("silences.preview", { matchers: silence.matchers });
  const { rows } = useInbox();
  if (error) return <FailureNote failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={22} lines={2} />;
  const alerts = data.ids.flatMap((id) => rows.get(id) ?? []).filter((alert) => isReached(alert, silence.home));
  return (
    <div className={styles.below}>
      <HiddenAlerts alerts={alerts} total={Math.max(silence.hides, alerts.length)} hasLinks />
    </div>
  );
}

/** A silence at an Alertmanager hides only what that one has. */
const isReached = ({ origins }: InboxAlert, home: string): boolean =>
  home === localSource || origins.some((origin) => origin.kind === "alertmanager" && origin.connection === home);
