import { ArrowDown, ArrowUp, Copy, Eye, EyeOff, Trash2 } from "lucide-react";
import { duplicateQuery, moveQuery, removeQuery, renameQuery, setQuery } from "#shared/dashboards/change/queries";
import type { PanelQuery } from "#shared/dashboards/panel";
import { IconButton } from "../../../../components/IconButton";
import { useDashboardRun } from "../../run/dashboard-context";
import type { PanelRun } from "../../run/use-panel-data";
import { PatientInput } from "../controls/PatientInput";
import type { EditedPanel } from "../panel-editor/edited-panel";
import styles from "./Queries.module.css";
import { QueryFacts } from "./QueryFacts";
import { QuerySettings } from "./QuerySettings";
import { QueryText } from "./QueryText";
import { SourceSelect } from "./SourceSelect";

interface Props {
  edited: EditedPanel;
  query: PanelQuery;
  index: number;
  run: PanelRun;
}

/** One query: whom it asks, what, and how its series are called. */
export function QueryCard({ edited: { panel, change }, query, index, run }: Props) {
  const { refId } = query;
  const { dashboard } = useDashboardRun();
  const patch = (part: Partial<PanelQuery>, label: string) =>
    change(label, (was) => setQuery(was, index, part), `query ${index} ${Object.keys(part).join()}`);
  return (
    <section className={styles.card} aria-label={`Query ${refId}`} data-hidden={query.hide || undefined}>
      <header className={styles.head}>
        <PatientInput
          className={styles.refId}
          isMono
          aria-label="Name of the query"
          title="Overrides and transformations name the query by this"
          value={refId}
          onChange={(next) => change("Rename a query", (was) => renameQuery(was, index, next.trim()))}
        />
        <SourceSelect
          label={`Source of query ${refId}`}
          value={query.source}
          variables={dashboard.variables}
          onChange={(source) => patch({ source }, `Change the source of query ${refId}`)}
        />
        <span className={styles.space} />
        <IconButton
          icon={query.hide ? EyeOff : Eye}
          label={query.hide ? `Ask query ${refId} again` : `Leave query ${refId} out`}
          aria-pressed={query.hide}
          onClick={() => patch({ hide: !query.hide }, query.hide ? `Show query ${refId}` : `Hide query ${refId}`)}
        />
        <IconButton
          icon={ArrowUp}
          label={`Move query ${refId} up`}
          disabled={index === 0}
          onClick={() => change("Move a query", (was) => moveQuery(was, index, -1))}
        />
        <IconButton
          icon={ArrowDown}
          label={`Move query ${refId} down`}
          disabled={index === panel.queries.length - 1}
          onClick={() => change("Move a query", (was) => moveQuery(was, index, 1))}
        />
        <IconButton
          icon={Copy}
          label={`Duplicate query ${refId}`}
          onClick={() => change("Duplicate a query", (was) => duplicateQuery(was, index))}
        />
        <IconButton
          icon={Trash2}
          label={`Remove query ${refId}`}
          onClick={() => change("Remove a query", (was) => removeQuery(was, index))}
        />
      </header>
      <QueryText query={query} run={run} onChange={(expr) => patch({ expr }, `Change query ${refId}`)} />
      <QuerySettings query={query} onChange={patch} />
      <QueryFacts query={query} run={run} />
    </section>
  );
}
