import type { StateTimelineOptions } from "#shared/dashboards/options/state-timeline";
import type { PanelViewProps } from "../panel";
import { StatesView } from "../states/StatesView";

/** How long each state held. */
export function StateTimelineView(props: PanelViewProps<StateTimelineOptions>) {
  return <StatesView {...props} align={props.options.alignValue} isMerged={props.options.mergeValues} />;
}
