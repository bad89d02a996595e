// Links from one dashboard to another that take the time and the choices along.
import type { DashboardRow } from "#shared/contract/dashboards";
import type { DashboardLink } from "#shared/dashboards/dashboard";
import type { Scope } from "#shared/dashboards/variables/scope";

/** What a link takes along, as `from=…&var-x=…`; empty when nothing. */
export function linkParameters(link: Pick<DashboardLink, "keepTime" | "includeVars">, { rawRange, variables }: Scope): string {
  const params = new URLSearchParams();
  if (link.keepTime) {
    params.set("from", rawRange.from);
    params.set("to", rawRange.to);
  }
  if (link.includeVars) {
    for (const [name, { variable, chosen }] of variables) {
      if (variable.kind !== "constant") for (const value of chosen.values) params.append(`var-${name}`, value);
    }
  }
  return params.toString();
}

export function withParameters(url: string, parameters: string): string {
  if (parameters === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${parameters}`;
}

/** The other dashboards that have all of the tags, by title. */
export function taggedWith(rows: readonly DashboardRow[], tags: readonly string[], own: string): readonly DashboardRow[] {
  return rows
    .filter((row) => row.uid !== own && row.problem === undefined && tags.every((tag) => row.tags.includes(tag)))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}
