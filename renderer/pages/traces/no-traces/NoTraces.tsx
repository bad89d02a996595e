import { ArrowLeft } from "lucide-react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { CopyButton } from "../../../components/CopyButton";
import { causesFor } from "./causes";
import styles from "./NoTraces.module.css";

interface Props {
  kind: "jaeger" | "zipkin";
  /** Asks the server once more. */
  onAgain?(): void;
  isAsking?: boolean;
  onBack?(): void;
}

/** What usually keeps traces from a server, and what to do about each. */
export function NoTraces({ kind, onAgain, isAsking = false, onBack }: Props) {
  return (
    <Card
      title={onBack ? "Why there may be no traces" : "This server has no traces yet"}
      aside={
        <>
          {onBack && (
            <Button size="small" icon={ArrowLeft} onClick={onBack}>
              Back
            </Button>
          )}
          {onAgain && (
            <Button size="small" onClick={onAgain} isBusy={isAsking}>
              Look again
            </Button>
          )}
        </>
      }
      className={styles.card}
    >
      <p className={styles.lead}>
        {onBack
          ? "It answers. When traces that ought to be there are missing, it is mostly one of these."
          : "It answers, but no service has sent it a trace. Mostly it is one of these."}
      </p>
      <ol className={styles.causes}>
        {causesFor(kind).map(({ title, why, code }) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{why}</p>
            {code && (
              <div className={styles.code}>
                <pre>
                  <code>{code.text.trimEnd()}</code>
                </pre>
                <CopyButton text={code.text} label={code.label} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
