import type { Preferences } from "#shared/contract/settings";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { DoNotDisturbMenu } from "../../components/do-not-disturb/DoNotDisturbMenu";
import { useDisturbance } from "../../components/do-not-disturb/use-disturbance";
import { NumberInput } from "../../components/NumberInput";
import { Switch } from "../../components/Switch";
import { QuietHoursLine } from "./QuietHoursLine";
import styles from "./Settings.module.css";
import { TestNotice } from "./TestNotice";

interface Props {
  preferences: Preferences;
  onUpdate(change: Partial<Preferences>): void;
}

export function NotificationsCard({ preferences, onUpdate }: Props) {
  return (
    <Card title="Notifications">
      <div className={styles.line}>
        <Switch
          label="Tell me when an alert fires and when it resolves"
          hint="By the system's own notifications, one for each change of a group. Switched off, alerts go on being evaluated and listed."
          isOn={preferences.notifications}
          onChange={(notifications) => onUpdate({ notifications })}
        />
      </div>
      <TestNotice />
      {preferences.notifications && <Details preferences={preferences} onUpdate={onUpdate} />}
    </Card>
  );
}

function Details({ preferences, onUpdate }: Props) {
  const { isQuiet, words } = useDisturbance(preferences.doNotDisturb);
  return (
    <div className={styles.noticeDetails}>
      <div className={styles.line}>
        <div>
          <p>Do not disturb</p>
          <p className={styles.hint}>
            What fires meanwhile is told in one notice afterwards, unless it ended. The bell in the status bar does the same.
          </p>
        </div>
        <DoNotDisturbMenu
          value={preferences.doNotDisturb}
          onChange={(doNotDisturb) => onUpdate({ doNotDisturb })}
          trigger={<Button aria-label={`Do not disturb: ${words}`}>{isQuiet ? words : "Off"}</Button>}
        />
      </div>
      <QuietHoursLine quietHours={preferences.quietHours} onChange={(quietHours) => onUpdate({ quietHours })} />
      <div className={styles.line}>
        <Switch
          label="Critical alerts break through"
          hint="They are told in quiet hours and while nobody is to be disturbed."
          isOn={preferences.criticalBreaksThrough}
          onChange={(criticalBreaksThrough) => onUpdate({ criticalBreaksThrough })}
        />
      </div>
      <div className={styles.line}>
        <div>
          <p>At most per hour</p>
          <p className={styles.hint}>
            Of what is not critical; the rest is told together later. 0: as many as there are. A burst never makes more than three
            in a minute.
          </p>
        </div>
        <NumberInput
          label="Notifications in an hour at most"
          className={styles.budget}
          value={preferences.noticeBudgetPerHour}
          min={0}
          max={1000}
          onChange={(count) => count !== undefined && Number.isInteger(count) && onUpdate({ noticeBudgetPerHour: count })}
        />
      </div>
      <div className={styles.line}>
        <Switch
          label="Say when it is over"
          hint="Quietly, in the place of the notice that told of it; it goes away by itself. Switched off, that notice just goes."
          isOn={preferences.sayResolved}
          onChange={(sayResolved) => onUpdate({ sayResolved })}
        />
      </div>
      <div className={styles.line}>
        <Switch
          label="Play the system's sound"
          isOn={preferences.noticeSound}
          onChange={(noticeSound) => onUpdate({ noticeSound })}
        />
      </div>
    </div>
  );
}
