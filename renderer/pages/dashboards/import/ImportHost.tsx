import { FileDown } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { ownPlace } from "#shared/contract/dashboards";
import { largestText } from "#shared/dashboards/dashboard-text";
import { useFileDrop } from "../../../components/use-file-drop";
import styles from "./Import.module.css";
import { importFiles, startImport, useImport } from "./import-store";

// The importer comes with it; most visits import nothing.
const ImportDialog = lazy(() => import("./ImportDialog").then((module) => ({ default: module.ImportDialog })));

interface Props {
  /** Where the dashboards are put, unless the user says otherwise. */
  place?: string;
  folder?: string;
  /** Whether a paste on the page, outside of any field, is a dashboard to import. */
  takesPaste?: boolean;
}

/** Takes dashboard files that are dropped anywhere on the page, and shows the dialog of the import. */
export function ImportHost({ place = ownPlace, folder = "", takesPaste = false }: Props) {
  const given = useImport((state) => state.given);
  const batch = useImport((state) => state.batch);
  const isOver = useFileDrop(importFiles);
  usePaste(takesPaste);
  return (
    <>
      {isOver && (
        <div className={styles.dropZone}>
          <p>
            <FileDown size={18} aria-hidden />
            Drop dashboards to import them
          </p>
        </div>
      )}
      {given && (
        <Suspense fallback={null}>
          <ImportDialog key={batch} given={given} place={place} folder={folder} />
        </Suspense>
      )}
    </>
  );
}

function usePaste(isTaken: boolean): void {
  useEffect(() => {
    if (!isTaken) return;
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest("input, textarea, [contenteditable], [role=dialog]")) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) void importFiles(files);
      else if (isDashboardText(text) && text.length <= largestText) startImport([{ name: "pasted", text }]);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, [isTaken]);
}

/** JSON, or a guide or a ConfigMap with JSON in it: what else is pasted beside a text field was meant for somewhere else. */
const isDashboardText = (text: string): boolean =>
  /^\s*[{[]/.test(text) ||
  /^\s*```json\b/m.test(text) ||
  /^kind:\s*(?:ConfigMap|ConfigMapList|GrafanaDashboard|Dashboard)\b/m.test(text);
