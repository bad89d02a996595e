import { lazy, Suspense, useState } from "react";
import { readDashboardJson, writeDashboardJson } from "#shared/dashboards/change/panel-text";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { Skeleton } from "../../../../components/Skeleton";
import { useOpenDashboard } from "../../store";
import styles from "./Settings.module.css";

const JsonEditor = lazy(() => import("../json/JsonEditor").then(({ JsonEditor }) => ({ default: JsonEditor })));

/** The whole dashboard as its file has it. What is written here is checked first, and taken as one step. */
export function DashboardJson({ dashboard }: { dashboard: Dashboard }) {
  const [typed, setTyped] = useState<{ text: string; of: Dashboard }>();
  const current = writeDashboardJson(dashboard);
  // A text that was begun on another state of the dashboard would take back what was done since.
  const text = typed?.of === dashboard ? typed.text : current;
  const read = text === current ? undefined : readDashboardJson(text, dashboard.uid);
  return (
    <div className={styles.json}>
      <Suspense fallback={<Skeleton height={360} />}>
        <JsonEditor
          label="The dashboard as JSON"
          value={text}
          onChange={(next) => setTyped({ text: next, of: dashboard })}
          diagnostics={read && !read.ok ? read.diagnostics : []}
        />
      </Suspense>
      {read?.ok && read.repairs.length > 0 && (
        <ul className={styles.muted} aria-label="What is put right">
          {read.repairs.map((repair) => (
            <li key={repair}>{repair}</li>
          ))}
        </ul>
      )}
      <div className={styles.bar}>
        <Button
          kind="primary"
          disabled={!read?.ok}
          onClick={() => read?.ok && useOpenDashboard.getState().change("Change the JSON of the dashboard", () => read.dashboard)}
        >
          Apply
        </Button>
        <Button kind="quiet" disabled={text === current} onClick={() => setTyped(undefined)}>
          Take back
        </Button>
        <CopyButton text={text} label="Copy" isWide />
      </div>
    </div>
  );
}
