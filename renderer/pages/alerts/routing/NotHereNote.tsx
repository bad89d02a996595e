import { BellOff } from "lucide-react";
import { Button } from "../../../components/Button";
import styles from "./Routing.module.css";

/** Above a tree that leaves this computer out. */
export function NotHereNote({ onTellHere }: { onTellHere(): void }) {
  return (
    <div className={styles.notHere}>
      <BellOff size={15} aria-hidden />
      <p>No route tells on this computer: alerts are listed here, but no notification appears.</p>
      <Button size="small" onClick={onTellHere}>
        Tell here too
      </Button>
    </div>
  );
}
