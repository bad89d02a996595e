import type { Dashboard } from "#shared/dashboards/dashboard";
import { isTimeZone } from "#shared/dashboards/time/zone";
import type { Chosen } from "#shared/dashboards/variable";
import { fileStem } from "#shared/format/file-names";
import { readArguments } from "./arguments";
import { type Command, type Surroundings, UsageError } from "./command";
import type { Choices } from "./export/exported-panels";
import { openDashboardPlace } from "./import/dashboard-place";
import { dataFolderOf } from "./store-command-place";

const help = `watchdeck export DASHBOARD [options]

Saves what a dashboard shows, each panel in a file of its own; or the dashboard itself.
DASHBOARD is its uid, its title, or the path of a file (ours or Grafana's).

  --format F           csv (the default) or json: the data of its panels; png: pictures of
                       them; dashboard or grafana: the dashboard as our file or as Grafana's
  --panel P            only this panel, by its number or title; may be given more than once
  --from T --to T      now-6h, now/d, boot, 2026-11-21 08:00 …; the dashboard's own unless given
  --tz ZONE            utc, browser (this machine's) or a name such as Europe/Berlin
  --var NAME=VALUE     what is chosen of a variable; more than once for several values
  --source S           a connection's name, local (this machine) or a Prometheus's URL: answers
                       queries that name no source (a token is taken from WATCHDECK_TOKEN)
  --width N --height N of a picture, in px; 1200 by 600 unless given
  --theme dark|light   of a picture
  --out PATH           a file, a folder, or - for the standard output, where a single text
                       goes anyway; otherwise the current folder
  --data-folder DIR    whose dashboards, connections and running console

Pictures take a browser of the Chromium family on this machine.
Exit codes: 0 all was saved, 1 something was not, 2 wrong usage.
`;

const formats = ["csv", "json", "png", "dashboard", "grafana"] as const;
type Format = (typeof formats)[number];

export const exportCommand: Command = {
  name: "export",
  about: "save the data or pictures of a dashboard's panels",
  help,
  async run(args, surroundings) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "csv" },
        panel: { type: "string", multiple: true, default: [] },
        from: { type: "string" },
        to: { type: "string" },
        tz: { type: "string" },
        var: { type: "string", multiple: true, default: [] },
        source: { type: "string" },
        width: { type: "string", default: "1200" },
        height: { type: "string", default: "600" },
        theme: { type: "string", default: "dark" },
        out: { type: "string" },
        "data-folder": { type: "string" },
      },
    });
    const [named, ...others] = positionals;
    if (named === undefined || others.length > 0)
      throw new UsageError("export takes one dashboard; put its title in quotes when it holds spaces.");
    const wishes = {
      named,
      format: oneOf("--format", values.format, formats),
      choices: {
        from: values.from,
        to: values.to,
        timeZone: readTimeZone(values.tz),
        variables: readVariables(values.var),
        panels: values.panel,
      },
      source: values.source,
      width: readPixels("--width", values.width),
      height: readPixels("--height", values.height),
      theme: oneOf("--theme", values.theme, ["dark", "light"] as const),
      out: values.out,
      dataFolder: dataFolderOf(values["data-folder"], surroundings),
    };
    return exportDashboard(wishes, surroundings);
  },
};

interface Wishes {
  named: string;
  format: Format;
  choices: Choices;
  source: string | undefined;
  width: number;
  height: number;
  theme: "dark" | "light";
  out: string | undefined;
  dataFolder: string;
}

/** What is exported is loaded here, so that the other commands start without it. */
async function exportDashboard(wishes: Wishes, surroundings: Surroundings): Promise<number> {
  const { findDashboard } = await import("./export/find-dashboard");
  const place = await openDashboardPlace(wishes.dataFolder, surroundings);
  const { dashboard, isKept } = await findDashboard(wishes.named, place).finally(() => place.close());
  if (wishes.format === "dashboard" || wishes.format === "grafana") {
    await saveDashboard(dashboard, wishes, surroundings);
    return 0;
  }
  const { savePanels } = await import("./export/save-panels");
  // A running console can show pictures of what it knows only.
  const isOwnWanted = wishes.format === "png" && !isKept;
  return savePanels(dashboard, { ...wishes, format: wishes.format, isOwnWanted }, surroundings);
}

async function saveDashboard(dashboard: Dashboard, { format, out }: Wishes, { out: print, tell }: Surroundings): Promise<void> {
  const { writeDashboardText } = await import("#shared/dashboards/dashboard-text");
  const { exportShared } = await import("#shared/dashboards/export/classic");
  const { chooseOutput, writeOutput } = await import("./export/output");
  const isOurs = format === "dashboard";
  const text = isOurs ? writeDashboardText(dashboard) : `${JSON.stringify(exportShared(dashboard), undefined, 2)}\n`;
  const output = await chooseOutput(out, { count: 1, isText: true });
  if (output.kind === "stdout") print(text);
  else tell(`Saved ${await writeOutput(output, { name: `${fileStem(dashboard.title)}.json`, content: text })}.`);
}

function oneOf<T extends string>(option: string, given: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw new UsageError(`${option} takes ${choices.join(", ")}, not ${JSON.stringify(given)}.`);
  return found;
}

function readPixels(option: string, text: string): number {
  const pixels = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(pixels >= 100 && pixels <= 10_000))
    throw new UsageError(`${option} takes pixels from 100 to 10000, not ${JSON.stringify(text)}.`);
  return pixels;
}

function readTimeZone(text: string | undefined): string | undefined {
  if (text === undefined || isTimeZone(text)) return text;
  throw new UsageError(`--tz takes utc, browser or a name such as Europe/Berlin, not ${JSON.stringify(text)}.`);
}

function readVariables(texts: readonly string[]): Map<string, Chosen> {
  const chosen = new Map<string, Chosen>();
  for (const text of texts) {
    const match = /^(?:var-)?(\w+)=(.*)$/s.exec(text);
    if (!match?.[1]) throw new UsageError(`--var takes NAME=VALUE, not ${JSON.stringify(text)}.`);
    const before = chosen.get(match[1])?.values ?? [];
    // As a person would write it, and as links do.
    const value = match[2] === "All" ? "$__all" : (match[2] ?? "");
    chosen.set(match[1], { values: [...before, value], texts: [] });
  }
  return chosen;
}
