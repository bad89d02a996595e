// What a link to a dashboard reproduces. A link is text from anywhere: every part is repaired by itself, and what is as the
// dashboard has it is left out, so that links stay short. The names are those that links of the field use.
import { refreshChoices } from "#shared/dashboards/dashboard";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import { isTimeZone } from "#shared/dashboards/time/zone";
import type { Chosen, Variable } from "#shared/dashboards/variable";

export interface DashboardView {
  /** Absent: as the dashboard says. */
  range?: TimeRange | undefined;
  /** `5s`; empty: not by itself. Absent: as the dashboard says. */
  refresh?: string | undefined;
  timeZone?: string | undefined;
  /** What is chosen of variables, by name. */
  chosen: ReadonlyMap<string, readonly string[]>;
  /** The panel that fills the window: its number, with `-2` behind it for the second copy of a repeated one. */
  panel?: string | undefined;
  /** The element whose editor is open. */
  edit?: string | undefined;
  /** Presentation: the dashboard without the console around it. */
  isKiosk: boolean;
}

const longestTime = 64;
const longestName = 100;
const longestValue = 10_000;
const mostValues = 1_000;

export function readView(params: URLSearchParams): DashboardView {
  const [from, to] = [params.get("from") ?? "", params.get("to") ?? ""];
  const isTime = (text: string) => text !== "" && text.length <= longestTime;
  const refresh = params.get("refresh");
  const timeZone = params.get("tz");
  const chosen = new Map<string, string[]>();
  for (const [key, value] of params) {
    const name = key.startsWith("var-") ? key.slice(4) : "";
    if (name === "" || name.length > longestName || value.length > longestValue) continue;
    const values = chosen.get(name) ?? [];
    if (values.length < mostValues) values.push(value);
    chosen.set(name, values);
  }
  return {
    range: isTime(from) || isTime(to) ? { from: isTime(from) ? from : "now-6h", to: isTime(to) ? to : "now" } : undefined,
    refresh: refresh === null ? undefined : refreshOf(refresh),
    timeZone: timeZone !== null && timeZone.length <= longestTime && isTimeZone(timeZone) ? timeZone : undefined,
    chosen,
    panel: textOf(params.get("panel"), longestName),
    edit: textOf(params.get("edit"), longestValue),
    isKiosk: params.has("kiosk"),
  };
}

/** `off` and what is not offered mean that nothing is asked by itself. */
function refreshOf(text: string): string {
  return refreshChoices.some((choice) => choice === text) ? text : "";
}

const textOf = (text: string | null, longest: number): string | undefined =>
  text !== null && text !== "" && text.length <= longest ? text : undefined;

export type ViewChange = Partial<Omit<DashboardView, "chosen">> & { chosen?: ReadonlyMap<string, readonly string[] | undefined> };

/** The parameters with these parts changed. A part that is there and `undefined` goes back to what the dashboard says. */
export function withView(params: URLSearchParams, change: ViewChange): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | undefined) => (value === undefined ? next.delete(name) : next.set(name, value));
  if ("range" in change) {
    put("from", change.range?.from);
    put("to", change.range?.to);
  }
  if ("refresh" in change) put("refresh", change.refresh === "" ? "off" : change.refresh);
  if ("timeZone" in change) put("tz", change.timeZone);
  if ("panel" in change) put("panel", change.panel);
  if ("edit" in change) put("edit", change.edit);
  if ("isKiosk" in change) put("kiosk", change.isKiosk ? "1" : undefined);
  for (const [name, values] of change.chosen ?? []) {
    next.delete(`var-${name}`);
    for (const value of values ?? []) next.append(`var-${name}`, value);
  }
  return next;
}

/** What a link says of the variables that there are, as choices. */
export function givenChoices(variables: readonly Variable[], chosen: DashboardView["chosen"]): ReadonlyMap<string, Chosen> {
  const given = new Map<string, Chosen>();
  for (const { name, kind } of variables) {
    const values = chosen.get(name);
    if (values && kind !== "constant") given.set(name, { values: [...values], texts: [...values] });
  }
  return given;
}
