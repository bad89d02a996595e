import { ArrowLeft, Braces, Redo2, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { setPanel } from "#shared/dashboards/change/panels";
import type { Panel } from "#shared/dashboards/panel";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import { IconButton } from "../../../../components/IconButton";
import { Tabs } from "../../../../components/Tabs";
import { panelTypeOf } from "../../../../panels";
import { usePanelRun } from "../../run/use-panel-data";
import { useOpenDashboard } from "../../store";
import { PanelJsonDialog } from "../json/PanelJsonDialog";
import { QueriesTab } from "../queries/QueriesTab";
import { TransformationsTab } from "../transformations/TransformationsTab";
import { type EditedPanel, useEditedPanel } from "./edited-panel";
import { OptionsPane } from "./OptionsPane";
import styles from "./PanelEditor.module.css";
import { Preview, previewWidth } from "./Preview";

/** One panel, large: what it asks, what becomes of the answers, and how they are drawn. Each change is seen at once. */
export function PanelEditor({ element }: { element: string }) {
  const edited = useEditedPanel(element);
  const { editPanel } = useOpenDashboard.getState();
  const before = useRef(edited?.panel);
  if (!edited) {
    return (
      <EmptyState title="This panel is not there any more" action={<Button onClick={() => editPanel(undefined)}>Back</Button>}>
        It was removed, or undo took it away.
      </EmptyState>
    );
  }
  return <Opened edited={edited} before={before.current ?? edited.panel} />;
}

function Opened({ edited, before }: { edited: EditedPanel; before: Panel }) {
  const { panel } = edited;
  const [isJson, setJson] = useState(false);
  const [tab, setTab] = useState<"queries" | "transformations">("queries");
  const [width, setWidth] = useState(previewWidth);
  const run = usePanelRun(panel, { width, isVisible: true });
  const needs = panelTypeOf(panel.type)?.needs ?? "frames";

  useEscape();

  return (
    <section className={styles.editor} aria-label={`Editing ${panel.title || "a panel"}`}>
      <Head edited={edited} before={before} onJson={() => setJson(true)} />
      <div className={styles.main}>
        <Preview panel={panel} data={run.data} onWidth={setWidth} onRetry={run.retry} />
        {needs === "frames" ? (
          <div className={styles.asking}>
            <Tabs<"queries" | "transformations">
              label="What the panel shows"
              value={tab}
              onChange={setTab}
              tabs={[
                {
                  value: "queries",
                  label: "Queries",
                  count: panel.queries.length,
                  content: <QueriesTab edited={edited} run={run} />,
                },
                {
                  value: "transformations",
                  label: "Transformations",
                  count: panel.transformations.length,
                  content: <TransformationsTab edited={edited} run={run} />,
                },
              ]}
            />
          </div>
        ) : (
          <p className={styles.nothingAsked}>{nothingAsked[needs]}</p>
        )}
      </div>
      <OptionsPane edited={edited} frames={run.data.frames} />
      {isJson && <PanelJsonDialog edited={edited} onClose={() => setJson(false)} />}
    </section>
  );
}

const nothingAsked = {
  nothing: "This kind of panel shows what is written in its options and asks nothing.",
  alerts: "This kind of panel shows the alerts of this console and asks nothing else.",
  dashboards: "This kind of panel lists dashboards and asks nothing else.",
};

function Head({ edited: { element, panel }, before, onJson }: { edited: EditedPanel; before: Panel; onJson(): void }) {
  const past = useOpenDashboard((store) => store.current?.past.at(-1)?.label);
  const future = useOpenDashboard((store) => store.current?.future.at(-1)?.label);
  const { undo, redo, change, editPanel } = useOpenDashboard.getState();
  const revert = () => change("Take back the changes of this panel", (was) => setPanel(was, element, () => before));
  return (
    <header className={styles.head}>
      <Button size="small" kind="quiet" icon={ArrowLeft} onClick={() => editPanel(undefined)}>
        Back to the dashboard
      </Button>
      <h2 className={styles.title}>{panel.title || "Panel without a title"}</h2>
      <IconButton
        icon={Undo2}
        label={past ? `Undo: ${past} (Ctrl Z)` : "Nothing to undo"}
        disabled={past === undefined}
        onClick={undo}
      />
      <IconButton
        icon={Redo2}
        label={future ? `Redo: ${future} (Ctrl Shift Z)` : "Nothing to redo"}
        disabled={future === undefined}
        onClick={redo}
      />
      <Button size="small" kind="quiet" icon={Braces} onClick={onJson}>
        JSON
      </Button>
      <Button size="small" kind="quiet" disabled={panel === before} onClick={revert}>
        Take back changes
      </Button>
      <Button size="small" kind="primary" onClick={() => editPanel(undefined)}>
        Done
      </Button>
    </header>
  );
}

/** Escape leads back, unless it closes something that is open, or belongs to a text. */
function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const isIdle = event.target === document.body || (event.target instanceof HTMLElement && event.target.tagName === "MAIN");
      if (isIdle) useOpenDashboard.getState().editPanel(undefined);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
