import { ChartSpline } from "lucide-react";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import styles from "./Metrics.module.css";

interface Example {
  about: string;
  expr: string;
}

const ofThisHost: readonly Example[] = [
  { about: "CPU by mode", expr: 'sum by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[1m]))' },
  { about: "Memory that programs can still have", expr: "node_memory_MemAvailable_bytes" },
  { about: "Received per interface", expr: "sum by (device) (rate(node_network_receive_bytes_total[1m]))" },
];

const ofAnyServer: readonly Example[] = [
  { about: "Which targets answer", expr: "up" },
  { about: "How long scrapes take", expr: "scrape_duration_seconds" },
  { about: "Requests per second to the server itself", expr: "sum by (handler) (rate(prometheus_http_requests_total[5m]))" },
];

/** In the place of a result before the first query: a few that work, one click away. */
export function FirstQueries({ source, onRun }: { source: string; onRun(expr: string): void }) {
  const examples = source === "local" ? ofThisHost : ofAnyServer;
  return (
    <Card>
      <EmptyState
        icon={ChartSpline}
        title="Ask something"
        action={
          <ul className={styles.examples}>
            {examples.map(({ about, expr }) => (
              <li key={expr}>
                <button type="button" onClick={() => onRun(expr)}>
                  <span>{about}</span>
                  <code>{expr}</code>
                </button>
              </li>
            ))}
          </ul>
        }
      >
        Type a query above and press Enter. Ctrl+Space offers what this source knows; arrow-up brings back earlier queries.
      </EmptyState>
    </Card>
  );
}
