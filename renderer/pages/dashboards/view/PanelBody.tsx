import { memo, Suspense, useMemo } from "react";
import type { Panel } from "#shared/dashboards/panel";
import type { PanelData } from "#shared/dashboards/panel-data";
import { useAsk } from "../../../bridge/use-ask";
import { EmptyState } from "../../../components/EmptyState";
import { ErrorBoundary } from "../../../components/ErrorBoundary";
import { FailureNote } from "../../../components/FailureNote";
import { visibleText } from "../../../components/visible-text";
import { panelTypeOf } from "../../../panels";
import type { PanelType, PanelViewProps } from "../../../panels/panel";
import { tablePanel } from "../../../panels/table/panel";
import { useInbox } from "../../../stores/inbox";
import { useDashboardRun } from "../run/dashboard-context";
import { emptyWords } from "./empty-words";
import styles from "./PanelFrame.module.css";
import { PanelSkeleton } from "./PanelSkeleton";
import { usePanelTexts } from "./use-panel-texts";
import { useWhyEmpty } from "./use-why-empty";

export interface PanelBodyProps {
  panel: Panel;
  data: PanelData;
  /** Of the room there is, in px. */
  width: number;
  height: number;
  locals?: ReadonlyMap<string, string> | undefined;
  /** Its data as a table, whatever kind it is. */
  isTable?: boolean;
  onRetry?(): void;
}

/** What stands in a panel: its data, or which of the other three states it is in. */
export const PanelBody = memo(function PanelBody(props: PanelBodyProps) {
  const { panel, data, height, isTable = false, onRetry } = props;
  const type = (isTable ? undefined : panelTypeOf(panel.type)) ?? tablePanel;
  const needsFrames = (type.needs ?? "frames") === "frames";
  if (needsFrames) {
    if (data.state === "waiting") return <PanelSkeleton type={type.id} height={height} />;
    if (data.state === "failed" && data.failure) {
      return (
        <div className={styles.state}>
          <FailureNote failure={data.failure} {...(onRetry && { onRetry })} />
        </div>
      );
    }
    if (!data.frames.some(({ length, fields }) => length > 0 && fields.length > 0)) {
      return <Empty {...props} />;
    }
  }
  return (
    <ErrorBoundary what="This panel">
      <Suspense fallback={<PanelSkeleton type={type.id} height={height} />}>
        {type.needs === "alerts" ? (
          <WithAlerts {...props} type={type} />
        ) : type.needs === "dashboards" ? (
          <WithDashboards {...props} type={type} />
        ) : (
          <Drawn {...props} type={type} />
        )}
      </Suspense>
    </ErrorBoundary>
  );
});

function Empty({ panel, data: { notices }, locals, width }: PanelBodyProps) {
  const { zoomOut } = useDashboardRun();
  const { queries, fieldConfig } = panel;
  const { noValue } = fieldConfig.defaults;
  const reason = useWhyEmpty(panel, { locals, width, isWanted: notices.length === 0 && !noValue });
  const { title, why } = emptyWords({ queries, notices, noValue, reason });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a double click does on a chart, for who has just zoomed to where nothing is; the key for it is z
    <div className={styles.state} data-empty onDoubleClick={zoomOut}>
      <EmptyState title={visibleText(title)}>{why === undefined ? undefined : visibleText(why)}</EmptyState>
    </div>
  );
}

type DrawnProps = PanelBodyProps & { type: PanelType } & Pick<PanelViewProps<unknown>, "alerts" | "dashboards">;

function WithAlerts(props: DrawnProps) {
  const { rows, isLoading, failure } = useInbox();
  const alerts = useMemo(() => [...rows.values()], [rows]);
  if (!isLoading) return <Drawn {...props} alerts={alerts} />;
  return failure ? <FailureNote failure={failure} /> : <PanelSkeleton type="alertlist" height={props.height} />;
}

function WithDashboards(props: DrawnProps) {
  const list = useAsk("dashboards.list", {});
  if (list.error) return <FailureNote failure={list.error.failure} onRetry={() => void list.refetch()} />;
  if (!list.data) return <PanelSkeleton type="dashlist" height={props.height} />;
  return <Drawn {...props} dashboards={list.data.dashboards} />;
}

function Drawn({ panel, data, width, height, locals, type, alerts, dashboards }: DrawnProps) {
  const { timeZone, dashboard, zoomTo, zoomOut, annotate } = useDashboardRun();
  const { fill, hrefOf } = usePanelTexts(locals);
  const options = useMemo(() => optionsOf(type, panel), [type, panel]);
  return (
    <type.View
      title={fill(panel.title)}
      options={options}
      data={data}
      width={width}
      height={height}
      timeZone={timeZone}
      syncKey={dashboard.cursorSync === "off" ? undefined : dashboard.uid}
      onZoom={zoomTo}
      onZoomOut={zoomOut}
      onAnnotate={annotate}
      fill={fill}
      hrefOf={hrefOf}
      alerts={alerts}
      dashboards={dashboards}
    />
  );
}

/** A file's options as this kind of panel knows them; those of another kind, shown as a table, say nothing here. */
function optionsOf(type: PanelType, panel: Panel): unknown {
  const read = type.options.safeParse(type.id === panel.type ? panel.options : {});
  return read.success ? read.data : type.options.parse({});
}
