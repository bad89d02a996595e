import { Plus } from "lucide-react";
import { addQuery } from "#shared/dashboards/change/queries";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import type { PanelRun } from "../../run/use-panel-data";
import type { EditedPanel } from "../panel-editor/edited-panel";
import styles from "./Queries.module.css";
import { QueryCard } from "./QueryCard";
import { QueryOptions } from "./QueryOptions";

interface Props {
  edited: EditedPanel;
  run: PanelRun;
}

/** What the panel asks, one card for each query. */
export function QueriesTab({ edited, run }: Props) {
  const { panel, change } = edited;
  return (
    <div className={styles.list}>
      <QueryOptions edited={edited} run={run} />
      {panel.queries.length === 0 && <EmptyState title="No queries">Without a query this panel has nothing to show.</EmptyState>}
      {panel.queries.map((query, index) => (
        <QueryCard key={query.refId} edited={edited} query={query} index={index} run={run} />
      ))}
      <div>
        <Button icon={Plus} onClick={() => change("Add a query", addQuery)}>
          Add query
        </Button>
      </div>
    </div>
  );
}
