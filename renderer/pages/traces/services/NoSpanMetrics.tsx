import { Activity } from "lucide-react";
import { Link } from "react-router";
import { Button } from "../../../components/Button";
import { CopyButton } from "../../../components/CopyButton";
import { EmptyState } from "../../../components/EmptyState";
import { visibleText } from "../../../components/visible-text";
import styles from "./Services.module.css";

const collector = `connectors:
  spanmetrics:
    exemplars: { enabled: true }
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [spanmetrics, otlp/jaeger]
    metrics/spans:
      receivers: [spanmetrics]
      exporters: [prometheus]
`;

interface Props {
  /** The servers that could not be asked. */
  failed: readonly { name: string; say: string }[];
  /** How many were asked. */
  asked: number;
  isLooking: boolean;
  onLookAgain(): void;
}

/** Nobody makes metrics of spans yet: what does, and how it is switched on. */
export function NoSpanMetrics({ failed, asked, isLooking, onLookAgain }: Props) {
  return (
    <div className={styles.none}>
      <EmptyState
        icon={Activity}
        title={asked === 0 ? "No Prometheus to ask" : "No metrics of spans"}
        action={
          asked === 0 ? (
            <Link to="/connections?add=prometheus">Add a Prometheus</Link>
          ) : (
            <Button onClick={onLookAgain} isBusy={isLooking}>
              Look again
            </Button>
          )
        }
      >
        <p>
          Rates, errors and durations of services are computed from metrics that a collector makes of all spans, also of those
          that sampling drops. {asked > 0 && "No Prometheus among the connections has such metrics of the last six hours."}
        </p>
        {failed.map(({ name, say }) => (
          <p key={name} className={styles.failed}>
            {visibleText(name)}: {visibleText(say)}
          </p>
        ))}
        <p>
          The OpenTelemetry Collector makes them with its <code>spanmetrics</code> connector, Tempo with its metrics generator.
          For the collector:
        </p>
        <div className={styles.sample}>
          <pre>{collector}</pre>
          <CopyButton text={collector} label="Copy the configuration" />
        </div>
      </EmptyState>
    </div>
  );
}
