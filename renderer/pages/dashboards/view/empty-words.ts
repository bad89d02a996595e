// Why a panel is empty, and what to do about it.
import type { PanelQuery } from "#shared/dashboards/panel";

export interface EmptyPanel {
  queries: readonly PanelQuery[];
  /** What the source had to remark. */
  notices: readonly string[];
  /** What whoever made the panel wants to be said then. */
  noValue?: string | undefined;
  /** What the names of the source's metrics tell. */
  reason?: string | undefined;
}

export function emptyWords({ queries, notices, noValue = "", reason }: EmptyPanel): { title: string; why?: string } {
  const shown = queries.filter(({ hide }) => !hide);
  if (queries.length === 0) return { title: "Nothing is asked", why: "Edit the panel to give it a query." };
  if (shown.length === 0) return { title: "All queries are hidden", why: "Edit the panel to show one of them." };
  if (shown.every(({ expr }) => expr.trim() === "")) return { title: "The query is empty", why: "Edit the panel to write it." };
  const [notice] = notices;
  // Whoever made the panel knows best what it means that nothing is there: "No NVIDIA card was found".
  if (noValue.trim() !== "") return { title: noValue, ...(notice !== undefined && { why: notice }) };
  return {
    title: "No data",
    why: notice ?? reason ?? "The source has nothing for this query in this time. A longer range may have.",
  };
}
