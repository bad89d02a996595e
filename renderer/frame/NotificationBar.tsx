import { Bell, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { getBridge } from "../bridge/bridge";
import { Button } from "../components/Button";
import { IconButton } from "../components/IconButton";
import { useAbout, usePreferences } from "../stores/engine";
import styles from "./NotificationBar.module.css";
import { type NoticePermission, pageBrowser, startWebNotifications, type WebNotifications } from "./web-notifications";

const dismissedKey = "watchdeck.notifications-bar-dismissed";

/** In the browser shell: shows the engine's notices, and asks once, in a line at the top, to be allowed to. */
export function NotificationBar() {
  const about = useAbout().data;
  const isWanted = usePreferences().data?.notifications ?? false;
  const navigate = useNavigate();
  const [notifications, setNotifications] = useState<WebNotifications>();
  const [permission, setPermission] = useState<NoticePermission>();
  const [isDismissed, setIsDismissed] = useState(() => localStorage.getItem(dismissedKey) !== null);
  const isBrowser = about?.shell === "browser";

  useEffect(() => {
    if (!isBrowser) return;
    const started = startWebNotifications({
      bridge: getBridge(),
      browser: pageBrowser,
      navigate: (route) => void navigate(route),
    });
    setNotifications(started);
    setPermission(started.permission());
    return () => started.stop();
  }, [isBrowser, navigate]);

  if (!notifications || !isWanted || isDismissed || permission !== "default") return null;

  function dismiss(): void {
    localStorage.setItem(dismissedKey, "1");
    setIsDismissed(true);
  }

  return (
    <section className={styles.bar} aria-label="Notifications">
      <Bell size={15} aria-hidden />
      <span className={styles.words}>This browser has to allow notifications before it can tell you about alerts.</span>
      <Button size="small" kind="primary" onClick={() => void notifications.allow().then(setPermission)}>
        Allow notifications
      </Button>
      <IconButton icon={X} label="Not now" onClick={dismiss} />
    </section>
  );
}
