import { X } from "lucide-react";
import { IconButton } from "../../../components/IconButton";
import { StateDot } from "../../../components/StateDot";
import { visibleText } from "../../../components/visible-text";
import type { PlacedRule } from "../../../stores/alerts";
import { AlertChart } from "./AlertChart";
import styles from "./Detail.module.css";
import { RuleText } from "./RuleText";
import { ruleFacts } from "./rule-facts";

/** A rule that cannot be evaluated and has no alerts: what would fire is not known. */
export function UnknownRule({ placed, onClose }: { placed: PlacedRule; onClose(): void }) {
  const { rule, file } = placed;
  const facts = ruleFacts(placed, undefined);
  return (
    <section className={styles.detail} aria-label={visibleText(rule.name)} data-alert-detail>
      <header className={styles.head}>
        <div className={styles.headWords}>
          <h2 className={styles.title}>
            <StateDot state="unknown" label="unknown" /> {visibleText(rule.name)}
          </h2>
          <p className={styles.reason}>{visibleText(rule.error ?? file.problem ?? "")}</p>
          <p className={styles.muted}>While nothing is known, nothing is told: not that it fires, and not that it is well.</p>
        </div>
        <div className={styles.actions}>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </div>
      </header>
      <div className={styles.main}>
        <AlertChart rule={rule} source={file.source} alert={undefined} />
      </div>
      <div className={styles.side}>{facts && <RuleText facts={facts} source={file.source} />}</div>
    </section>
  );
}
