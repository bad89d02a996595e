// Options whose words differ from Grafana's; all others have its words already.
import { alertListOptionsSchema } from "../options/alert-list";
import type { Panel } from "../panel";

const sortOrders = { name: 1, importance: 3, oldest: 4, newest: 5 };

export function exportOptions({ type, options }: Panel): object {
  if (type !== "alertlist") return options;
  const { states: _, ...others } = options;
  const { states, sortOrder } = alertListOptionsSchema.parse(options);
  return {
    ...others,
    sortOrder: sortOrders[sortOrder],
    stateFilter: { firing: states.firing, pending: states.pending, normal: states.resolved },
  };
}
