// Links of dashboards, panels and values, and the forms that they had.
import type { DashboardLink } from "../dashboard";
import type { Link } from "../field-config";
import { flagOf, type Json, recordsOf, textOf, textsOf } from "./lenient";
import type { Site } from "./site";

export function convertLinks(given: unknown, site: Site, inside: string): Link[] {
  return recordsOf(given).flatMap(({ value: link, index }) => {
    const url = addressOf(link);
    if (url === "") {
      const isOther = "internal" in link || "actions" in link;
      if (isOther) site.leftOut(`${inside}[${index}]`, "This link opens another part of Grafana, which is not here.");
      return [];
    }
    return [{ title: textOf(link.title), url, targetBlank: flagOf(link.targetBlank) }];
  });
}

export function convertDashboardLinks(given: unknown): DashboardLink[] {
  return recordsOf(given).flatMap(({ value: link }): DashboardLink[] => {
    const isList = link.type === "dashboards";
    const url = isList ? textOf(link.url) : addressOf({ ...link, keepTime: false, includeVars: false });
    const tags = Array.isArray(link.tags) ? textsOf(link.tags) : textsOf([link.tags]);
    if (!isList && url === "") return [];
    return [
      {
        kind: isList ? "dashboards" : "link",
        title: textOf(link.title),
        url,
        targetBlank: flagOf(link.targetBlank),
        tags,
        asDropdown: flagOf(link.asDropdown),
        icon: textOf(link.icon),
        tooltip: textOf(link.tooltip),
        includeVars: flagOf(link.includeVars),
        keepTime: flagOf(link.keepTime),
      },
    ];
  });
}

/** Old links named a dashboard and said beside it what to take along. */
function addressOf(link: Json): string {
  const uri = textOf(link.dashUri);
  const base = textOf(link.url) || (uri === "" ? "" : `/dashboard/${uri}`);
  if (base === "") return "";
  const more = [
    textOf(link.params).replace(/^[?&]/, ""),
    flagOf(link.keepTime) ? `\${__url_time_range}` : "",
    flagOf(link.includeVars) ? `\${__all_variables}` : "",
  ].filter((part) => part !== "");
  return more.length === 0 ? base : `${base}${base.includes("?") ? "&" : "?"}${more.join("&")}`;
}
