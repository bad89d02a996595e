import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import styles from "./Detail.module.css";
import { HistoryCard } from "./HistoryCard";
import { Timeline } from "./Timeline";

/** A notification's link may be older than what is kept of an alert; its history is kept for a year. */
export function GoneAlert({ id, onClose }: { id: string; onClose(): void }) {
  return (
    <section className={styles.detail} aria-label="An alert that is over" data-alert-detail>
      <div className={styles.main}>
        <Card>
          <EmptyState title="That alert is over" action={<Button onClick={onClose}>Show the list</Button>}>
            It resolved a while ago, or its rule was removed. What was noted about it is still here.
          </EmptyState>
        </Card>
        <HistoryCard alert={{ id, labels: {} }} version="" />
      </div>
      <div className={styles.side}>
        <Card title="What has happened">
          <div className={styles.timelineRoom}>
            <Timeline alertId={id} version="" longestWaitMs={0} />
          </div>
        </Card>
      </div>
    </section>
  );
}
