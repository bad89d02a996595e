import { X } from "lucide-react";
import type { LogLevel } from "#shared/model/log";
import { Badge } from "../../../components/Badge";
import { IconButton } from "../../../components/IconButton";
import type { State } from "../../../components/state";
import { CopyMenu, type CopyMenuProps } from "./CopyMenu";
import styles from "./LineDetail.module.css";
import { clockTime, isoTime, localTime } from "./time-words";

const states: Readonly<Record<LogLevel, State>> = {
  critical: "critical",
  error: "critical",
  warning: "warning",
  info: "info",
  debug: "unknown",
  trace: "unknown",
  unknown: "unknown",
};

/** When the line was written, how bad it is, and what can be copied of it. */
export function Head({ onClose, ...copied }: CopyMenuProps & { onClose(): void }) {
  const { line } = copied;
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2 title={localTime(line)}>Line · {clockTime(line)}</h2>
        {line.level !== "unknown" && <Badge state={states[line.level]}>{line.level}</Badge>}
        <span className={styles.ends}>
          <CopyMenu {...copied} />
          <IconButton icon={X} label="Close" onClick={onClose} />
        </span>
      </div>
      <p className={styles.moment} title={`Your clock: ${localTime(line)}`}>
        {isoTime(line)}
      </p>
    </header>
  );
}
