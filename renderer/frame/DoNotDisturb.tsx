import { Bell, BellOff } from "lucide-react";
import type { Preferences } from "#shared/contract/settings";
import { ask } from "../bridge/ask";
import { DoNotDisturbMenu } from "../components/do-not-disturb/DoNotDisturbMenu";
import { useDisturbance } from "../components/do-not-disturb/use-disturbance";
import { usePreferences } from "../stores/engine";
import styles from "./StatusBar.module.css";

/** The bell: whether notices come, and the way to some quiet. */
export function DoNotDisturb() {
  const preferences = usePreferences().data;
  return preferences ? <BellMenu preferences={preferences} /> : null;
}

function BellMenu({ preferences: { doNotDisturb, notifications } }: { preferences: Preferences }) {
  const { isQuiet, words } = useDisturbance(doNotDisturb);
  if (!notifications) {
    return (
      <a href="#/settings?section=notifications" className={styles.mark} title="No notice is shown; the settings can change that">
        <BellOff size={13} aria-hidden />
        Notifications off
      </a>
    );
  }
  const label = isQuiet ? `Do not disturb: ${words.toLowerCase()}` : "Do not disturb";
  return (
    <DoNotDisturbMenu
      value={doNotDisturb}
      // What could not be written is seen: the bell stays as it was.
      onChange={(next) => void ask("settings.update", { doNotDisturb: next }).catch(() => {})}
      trigger={
        <button type="button" className={styles.button} aria-label={label} title={label}>
          {isQuiet ? <BellOff size={13} aria-hidden /> : <Bell size={14} aria-hidden />}
          {isQuiet && words}
        </button>
      }
    />
  );
}
