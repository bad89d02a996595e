import { Unplug } from "lucide-react";
import { useEffect, useState } from "react";
import { useLink } from "../bridge/use-link";
import { Age } from "../components/Age";
import { useEngineStatus } from "../stores/engine";
import styles from "./NotificationBar.module.css";

/** A reload or a restart is over sooner than this, and not worth a line that pushes the page down. */
const patienceMs = 2000;

/** While the engine is away: that every number below is from before, and from when. Nothing on the page looks live by mistake. */
export function EngineAwayBar() {
  const isAway = useLink() === "connecting";
  const heardAt = useEngineStatus().dataUpdatedAt;
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    setIsLong(false);
    if (!isAway) return;
    const timer = setTimeout(() => setIsLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isAway]);
  if (!isAway || !isLong) return null;
  return (
    <section className={styles.bar} data-kind="away" role="status">
      <Unplug size={15} aria-hidden />
      <span className={styles.words}>
        {heardAt === 0 ? (
          "The engine does not answer. Trying again…"
        ) : (
          <>
            The engine is away: what is shown is from <Age at={heardAt} /> and may not hold any more. Trying again…
          </>
        )}
      </span>
    </section>
  );
}
