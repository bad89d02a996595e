import { Minimize2 } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import { classNames } from "../../components/class-names";
import { ErrorBoundary } from "../../components/ErrorBoundary";
import { IconButton } from "../../components/IconButton";
import { Skeleton } from "../../components/Skeleton";
import { TopBarControls } from "../../components/TopBarControls";
import { setPageTitle } from "../../stores/window-title";
import { AnnotationSwitches } from "./annotations/AnnotationSwitches";
import { NoteDialog } from "./annotations/NoteDialog";
import { notesAt } from "./annotations/notes";
import { useAnnotationSwitches } from "./annotations/use-annotation-switches";
import { OutsideChange } from "./diff/OutsideChange";
import { DashboardSettings } from "./edit/DashboardSettings";
import { EditBar } from "./edit/EditBar";
import { Editing } from "./edit/Editing";
import { ImportHost } from "./import/ImportHost";
import { RunProvider } from "./run/RunProvider";
import type { OpenDashboard } from "./store";
import { TimeControls } from "./time/TimeControls";
import { useAddress } from "./use-address";
import { useOwnLinks } from "./use-own-links";
import { usePageKeys } from "./use-page-keys";
import { VariableBar } from "./variables/VariableBar";
import styles from "./view/Dashboard.module.css";
import { DashboardHead } from "./view/DashboardHead";
import { DashboardView } from "./view/DashboardView";
import { usePanelFocus } from "./view/use-panel-focus";

// With it comes the code editor, which is large.
const PanelEditor = lazy(() => import("./edit/panel-editor/PanelEditor").then((module) => ({ default: module.PanelEditor })));

type SettingsPart = NonNullable<Parameters<Parameters<typeof EditBar>[0]["onSettings"]>[0]>;

/** An open dashboard: its head, its variables, and its panels; while it is edited, what that takes. */
export function OpenPage({ open }: { open: OpenDashboard }) {
  const { dashboard, isEditing, editedPanel } = open;
  const [settings, setSettings] = useState<SettingsPart>();
  const [noted, setNoted] = useState<AbsoluteRange>();
  const { view, setKiosk } = useAddress(editedPanel);
  const switches = useAnnotationSwitches(dashboard);
  const onLink = useOwnLinks();
  useWindowTitle(dashboard.title);
  usePanelFocus(editedPanel);

  return (
    <RunProvider dashboard={dashboard} annotationsOff={switches.off} onAnnotate={setNoted}>
      {({ run, time, variables, change }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked; this is where their clicks come up
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
        <div
          className={classNames(styles.page, view.panel !== undefined && styles.filled, view.isKiosk && styles.kiosk)}
          onClick={onLink}
        >
          <PageKeys run={run} isKiosk={view.isKiosk} setKiosk={setKiosk} onNote={setNoted} full={view.panel} change={change} />
          <TopBarControls>
            <TimeControls run={run} time={time} change={change} />
          </TopBarControls>
          <Editing />
          <OutsideChange />
          <ImportHost />
          {editedPanel !== undefined ? (
            <ErrorBoundary what="The panel editor">
              <Suspense fallback={<Skeleton height={300} />}>
                <PanelEditor element={editedPanel} />
              </Suspense>
            </ErrorBoundary>
          ) : (
            <>
              <div className={styles.head}>
                {view.isKiosk && (
                  <IconButton
                    icon={Minimize2}
                    label="End the presentation"
                    className={styles.end}
                    onClick={() => setKiosk(false)}
                  />
                )}
                {!view.isKiosk && (
                  <DashboardHead open={open} time={time} onSettings={setSettings} onKiosk={() => setKiosk(true)} />
                )}
                {isEditing && <EditBar onSettings={(part = "general") => setSettings(part)} />}
                <VariableBar variables={variables} defaultSource={run.defaultSource} onChange={change}>
                  <AnnotationSwitches dashboard={dashboard} switches={switches} problems={run.annotationProblems} />
                </VariableBar>
              </div>
              <DashboardView full={view.panel} isEditing={isEditing} />
            </>
          )}
          {settings !== undefined && <DashboardSettings part={settings} onClose={() => setSettings(undefined)} />}
          {noted && (
            <NoteDialog
              dashboard={dashboard}
              range={noted}
              timeZone={run.timeZone}
              there={notesAt(run.annotations, noted, run.clock.read().range)}
              onClose={() => setNoted(undefined)}
            />
          )}
        </div>
      )}
    </RunProvider>
  );
}

/** Several windows, each with a dashboard of its own, are told apart by it. */
function useWindowTitle(title: string): void {
  useEffect(() => {
    setPageTitle(title);
    return () => setPageTitle("Dashboards");
  }, [title]);
}

function PageKeys(props: Parameters<typeof usePageKeys>[0]) {
  usePageKeys(props);
  return null;
}
