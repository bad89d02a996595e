import { useEffect, useMemo, useRef, useState } from "react";
import { fileStem } from "#shared/format/file-names";
import { saveBlob } from "../../../charts/chart-export";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { visibleText } from "../../../components/visible-text";
import { useDashboardRun } from "../run/dashboard-context";
import { hasData, panelsToExport } from "./all-panels";
import { mediaTypes } from "./contents";
import styles from "./Export.module.css";
import { type ExportFormat, exportAll, type Outcome } from "./export-all";
import { PanelStage, type Stage } from "./PanelStage";

/** Saves all panels of the open dashboard, each in a file of its own, as one archive. */
export function ExportDialog({ onClose }: { onClose(): void }) {
  const run = useDashboardRun();
  const panels = useMemo(() => panelsToExport(run), [run]);
  const [format, setFormat] = useState<ExportFormat>("png");
  const [done, setDone] = useState<number>();
  const [outcome, setOutcome] = useState<Outcome>();
  const stage = useRef<Stage>(null);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const chosen = format === "png" ? panels : panels.filter(hasData);
  const start = async () => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    setDone(0);
    setOutcome(undefined);
    const draw = (panel: (typeof chosen)[number]) => stage.current?.draw(panel, signal) ?? Promise.reject(new Error("no stage"));
    const all = await exportAll(chosen, { format, run, draw, signal, onProgress: setDone, at: new Date() });
    if (signal.aborted) return;
    if (all.zip) saveBlob(new Blob([all.zip], { type: mediaTypes.zip }), `${fileStem(run.dashboard.title)}-${format}.zip`);
    setDone(undefined);
    setOutcome(all);
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Export all panels"
      description="Each panel in a file of its own, in one ZIP archive; with the time range and the choices of now."
      onSubmit={() => void start()}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" isBusy={done !== undefined} disabled={chosen.length === 0}>
            Save {chosen.length} {chosen.length === 1 ? "panel" : "panels"}
          </Button>
        </>
      }
    >
      <SegmentedControl<ExportFormat>
        className={styles.formats ?? ""}
        label="Format"
        value={format}
        onChange={setFormat}
        segments={[
          { value: "png", label: "Pictures (PNG)" },
          { value: "csv", label: "CSV" },
          { value: "json", label: "JSON" },
        ]}
      />
      <p role="status" className={styles.status}>
        {done !== undefined
          ? `Panel ${Math.min(done + 1, chosen.length)} of ${chosen.length} …`
          : outcome && `${outcome.saved} of ${chosen.length} ${chosen.length === 1 ? "panel" : "panels"} saved.`}
      </p>
      {outcome && outcome.missed.length > 0 && (
        <ul className={styles.missed}>
          {outcome.missed.map(({ key, title, why }) => (
            <li key={key}>
              <b>{visibleText(title) || "A panel without a title"}</b>: {why}
            </li>
          ))}
        </ul>
      )}
      <PanelStage ref={stage} />
    </Dialog>
  );
}
