import { BellOff, Check, Maximize2, Minimize2, Undo2, X } from "lucide-react";
import type { InboxAlert } from "#shared/model/alert";
import { severityOf } from "#shared/model/severity";
import { Age } from "../../../components/Age";
import { AlertMark } from "../../../components/AlertMark";
import { sinceOf } from "../../../components/alert-words";
import { Button } from "../../../components/Button";
import { CopyButton } from "../../../components/CopyButton";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { LogsOfButton } from "../../../components/LogsOfButton";
import { useNow } from "../../../components/now";
import { visibleText } from "../../../components/visible-text";
import { useLogsOf } from "../../../stores/use-logs-of";
import { useAcknowledge } from "../acknowledge/use-acknowledge";
import { toldWords } from "../board/told-words";
import type { DetailActions } from "./AlertDetail";
import { alertText } from "./alert-text";
import styles from "./Detail.module.css";
import type { RuleFacts } from "./rule-facts";
import { useDetailKeys } from "./use-detail-keys";

interface Props extends DetailActions {
  alert: InboxAlert;
  facts: RuleFacts | undefined;
  where: string;
}

/** What it is, what it is doing, and what can be done about it. */
export function DetailHead({ alert, facts, where, isAlone, onAlone, onClose, onAcknowledge, onSilence }: Props) {
  const acknowledge = useAcknowledge();
  const logs = useLogsOf();
  const severity = severityOf(alert.labels);
  const isOver = alert.state === "resolved";
  const now = useNow();
  // What was said when it was acknowledged has a line of its own below.
  const told = toldWords({ ...alert, ...(alert.acknowledged && { acknowledged: { ...alert.acknowledged, comment: "" } }) }, now);
  useDetailKeys(isAlone, {
    a: () => !isOver && onAcknowledge(alert),
    s: () => !isOver && onSilence(alert),
    u: () => void acknowledge.undo([alert]),
    Escape: onClose,
  });
  return (
    <header className={styles.head}>
      <div className={styles.headWords}>
        <h2 className={styles.title} title={visibleText(alert.name)}>
          <AlertMark alert={alert} /> {visibleText(alert.name)}
        </h2>
        <p className={styles.muted}>
          {alert.state} {isOver ? "" : "for "}
          <Age at={sinceOf(alert)} style={isOver ? "ago" : "span"} />
          {severity !== "none" && ` · ${severity}`} · {where}
          {told && ` · ${told.text}`}
        </p>
        {alert.unknown !== undefined && <p className={styles.reason}>{visibleText(alert.unknown)}</p>}
        {alert.acknowledged && alert.acknowledged.comment !== "" && (
          <p className={styles.comment}>“{visibleText(alert.acknowledged.comment)}”</p>
        )}
      </div>
      <div className={styles.actions}>
        {!isOver &&
          (alert.acknowledged ? (
            <Button icon={Undo2} onClick={() => void acknowledge.undo([alert])}>
              Take back
            </Button>
          ) : (
            <Button kind="primary" icon={Check} onClick={() => onAcknowledge(alert)}>
              Acknowledge
            </Button>
          ))}
        {!isOver && (
          <Button icon={BellOff} onClick={() => onSilence(alert)}>
            Silence
          </Button>
        )}
        <LogsOfButton logs={logs} labels={alert.labels} at={sinceOf(alert)} />
        <CopyButton text={alertText(alert, facts, where)} label="Copy as text" />
        <IconButton
          icon={isAlone ? Minimize2 : Maximize2}
          label={isAlone ? "Show the list too" : "Only this alert"}
          onClick={() => onAlone(!isAlone)}
        />
        <IconButton icon={X} label="Close" onClick={onClose} />
      </div>
      {acknowledge.failure && <FailureNote failure={acknowledge.failure} />}
    </header>
  );
}
