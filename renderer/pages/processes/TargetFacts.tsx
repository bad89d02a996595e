import { TriangleAlert } from "lucide-react";
import { formatMoment } from "#shared/format/clock-time";
import type { Process } from "../../bridge/process-list";
import { Age } from "../../components/Age";
import { visibleText } from "../../components/visible-text";
import { CommandText } from "./CommandText";
import styles from "./Dialogs.module.css";

/** Which process it is, so that nobody ends the wrong one. */
export function TargetFacts({ process: { info } }: { process: Process }) {
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Process</dt>
        <dd>
          <b>{visibleText(info.name)}</b> · {info.pid}
        </dd>
      </div>
      <div>
        <dt>User</dt>
        <dd>{visibleText(info.user)}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          {info.startedAt === undefined ? (
            "unknown"
          ) : (
            <>
              {formatMoment(info.startedAt)} (<Age at={info.startedAt} />)
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Command</dt>
        <dd>
          <code className={styles.command}>{info.command ? <CommandText text={visibleText(info.command)} /> : "–"}</code>
        </dd>
      </div>
    </dl>
  );
}

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {warnings.map((warning) => (
        <li key={warning}>
          <TriangleAlert size={15} aria-hidden />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  );
}

/** Exactly what is sent. */
export function SentCommand({ command }: { command: string }) {
  return (
    <div>
      <p className={styles.caption}>This is sent</p>
      <pre className={styles.sent}>{command}</pre>
    </div>
  );
}
