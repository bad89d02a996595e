import { lazy, memo, Suspense, useCallback, useMemo } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { fillText } from "#shared/dashboards/variables/fill";
import { expandLayout } from "#shared/dashboards/variables/repeat";
import { withLocals } from "#shared/dashboards/variables/scope";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { useSize } from "../../../components/use-size";
import { addEmptyPanel } from "../edit/actions";
import { useDashboardRun } from "../run/dashboard-context";
import { useOpenDashboard } from "../store";
import { withView } from "../url";
import { useChangeView } from "../use-change-view";
import styles from "./Dashboard.module.css";
import { type DrawnPlace, LayoutView } from "./Layout";
import { PanelSlot } from "./PanelSlot";
import { type PanelView, PanelViewContext } from "./panel-view";
import { placeOf } from "./place-of";
import { usePanelFocus } from "./use-panel-focus";

// What moves and sizes panels is a fifth of the page's code, and most dashboards are only looked at.
const LayoutEditor = lazy(() => import("../edit/LayoutEditor").then((module) => ({ default: module.LayoutEditor })));

interface Props {
  /** The panel that fills the page. */
  full: string | undefined;
  isEditing: boolean;
}

/** The panels of the open dashboard, where they stand; or one of them over the whole page. */
export const DashboardView = memo(function DashboardView({ full, isEditing }: Props) {
  const { dashboard, scope } = useDashboardRun();
  const view = usePanelViewValue(full);
  usePanelFocus(full);
  const layout = useMemo(() => expandLayout(dashboard.layout, scope), [dashboard.layout, scope]);
  const { elements } = dashboard;
  const draw = useCallback(
    ({ key, element, locals, width, height }: DrawnPlace) => {
      const panel = Object.hasOwn(elements, element) ? elements[element] : undefined;
      return panel && <PanelSlot element={element} panel={panel} viewKey={key} locals={locals} width={width} height={height} />;
    },
    [elements],
  );
  const fill = useCallback(
    (title: string, locals: ReadonlyMap<string, string>) => fillText(title, withLocals(scope, locals)),
    [scope],
  );
  const filling = full === undefined ? undefined : placeOf(layout, dashboard, full);
  return (
    <PanelViewContext value={view}>
      {filling ? (
        <FullPanel place={filling} draw={draw} />
      ) : isEditing ? (
        <Suspense fallback={<LayoutView layout={layout} draw={draw} fill={fill} />}>
          <LayoutEditor renderPanel={({ element, width, height }) => draw({ key: element, element, width, height })} />
        </Suspense>
      ) : Object.keys(elements).length === 0 ? (
        <NoPanels dashboard={dashboard} />
      ) : (
        <LayoutView layout={layout} draw={draw} fill={fill} />
      )}
    </PanelViewContext>
  );
});

function usePanelViewValue(full: string | undefined): PanelView {
  const change = useChangeView();
  return useMemo(
    () => ({
      full,
      setFull: (panel) => change({ panel }),
      linkOf: (panel) => {
        const [path = "", search = ""] = location.hash.split("?");
        return `${location.origin}${location.pathname}${path}?${withView(new URLSearchParams(search), { panel })}`;
      },
    }),
    [full, change],
  );
}

function FullPanel({
  place,
  draw,
}: {
  place: Omit<DrawnPlace, "width" | "height">;
  draw: (place: DrawnPlace) => React.ReactNode;
}) {
  const [size, ref] = useSize();
  return (
    <div ref={ref} className={styles.full}>
      {size.width > 0 && draw({ ...place, ...size })}
    </div>
  );
}

function NoPanels({ dashboard }: { dashboard: Dashboard }) {
  const start = () => {
    useOpenDashboard.getState().startEditing();
    addEmptyPanel();
  };
  return (
    <EmptyState
      title="This dashboard has no panels"
      action={dashboard.isEditable && <Button onClick={start}>Add a panel</Button>}
    >
      A panel asks a query and draws what comes.
    </EmptyState>
  );
}
