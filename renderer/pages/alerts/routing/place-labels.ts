// The two labels that an alert has only while it is routed: whose numbers it is about, and who evaluates it.
import { isPseudoLabel, originLabel, sourceLabel } from "#shared/alerting/route";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { RoutingConfig } from "#shared/model/routing";
import { walk } from "./tree/change-tree";

/** An alert's labels as routes see them. */
export const routedLabels = ({ labels, source, origins }: InboxAlert, nameOfSource: (id: string) => string): Labels => ({
  ...labels,
  [sourceLabel]: nameOfSource(source),
  [originLabel]: origins[0]?.kind ?? "rule",
});

/** Whether any route asks for them; where none does, they only take up room. */
export const asksForPlace = ({ route }: Pick<RoutingConfig, "route">): boolean =>
  [...walk(route)].some((node) => node.route.matchers.some(({ name }) => isPseudoLabel(name)));
