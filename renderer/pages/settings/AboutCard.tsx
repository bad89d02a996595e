import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { useAbout } from "../../stores/engine";
import { aboutText, versionFacts } from "./about-text";
import styles from "./Settings.module.css";

/** What this console is, in a form that goes into a bug report. */
export function AboutCard() {
  const about = useAbout();
  return (
    <Card title="About" aside={about.data && <CopyButton text={aboutText(about.data)} label="Copy for a bug report" />}>
      {about.data ? (
        <dl className={styles.facts}>
          <dt>Watchdeck</dt>
          <dd>
            {about.data.version}, {about.data.shell} shell
          </dd>
          <dt>Data folder</dt>
          <dd>
            <code>{about.data.dataFolder}</code>
          </dd>
          {versionFacts(about.data).map(([name, version]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      ) : about.error ? (
        <FailureNote failure={about.error.failure} onRetry={() => void about.refetch()} />
      ) : (
        <Skeleton lines={5} />
      )}
    </Card>
  );
}
