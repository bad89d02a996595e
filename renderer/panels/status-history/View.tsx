import type { StatusHistoryOptions } from "#shared/dashboards/options/status-history";
import type { PanelViewProps } from "../panel";
import { StatesView } from "../states/StatesView";

/** The state at each time that was asked. */
export function StatusHistoryView(props: PanelViewProps<StatusHistoryOptions>) {
  return <StatesView {...props} align="center" isMerged={false} cellWidth={props.options.colWidth} />;
}
