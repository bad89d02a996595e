import { Bell } from "lucide-react";
import { useState } from "react";
import type { Preferences } from "#shared/contract/settings";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { FailureNote } from "../../components/FailureNote";
import { Switch } from "../../components/Switch";
import styles from "./Settings.module.css";

interface Props {
  preferences: Preferences;
  onUpdate(change: Partial<Preferences>): void;
}

type Test = { kind: "none" } | { kind: "sending" } | { kind: "done"; outcome: string } | { kind: "failed"; failure: Failure };

export function NotificationsCard({ preferences, onUpdate }: Props) {
  const [test, setTest] = useState<Test>({ kind: "none" });

  async function send(): Promise<void> {
    setTest({ kind: "sending" });
    try {
      setTest({ kind: "done", outcome: (await ask("notifications.test", {})).outcome });
    } catch (error) {
      setTest({ kind: "failed", failure: toFailure(error) });
    }
  }

  return (
    <Card title="Notifications">
      <Switch
        label="Tell me when an alert fires and when it resolves"
        hint="Once each, by the system's own notifications. Switched off, alerts go on being evaluated and listed."
        isOn={preferences.notifications}
        onChange={(notifications) => onUpdate({ notifications })}
      />
      <div className={styles.test}>
        <Button icon={Bell} onClick={send} isBusy={test.kind === "sending"}>
          Send a test notification
        </Button>
        {test.kind === "done" && <span role="status">{test.outcome}</span>}
      </div>
      {test.kind === "failed" && <FailureNote failure={test.failure} />}
    </Card>
  );
}
