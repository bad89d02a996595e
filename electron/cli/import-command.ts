import { ownPlace } from "#shared/contract/dashboards";
import { newUid } from "#shared/dashboards/change/new-dashboard";
import type { ImportedDashboard } from "#shared/dashboards/import/outcome";
import { AppError } from "#shared/model/failure";
import { readArguments } from "./arguments";
import { type Command, type Surroundings, UsageError } from "./command";
import { type DashboardPlace, openDashboardPlace } from "./import/dashboard-place";
import { type Given, readGiven } from "./import/given";
import { type ImportResult, reportJson, reportText } from "./import/report";
import { dataFolderOf } from "./store-command-place";

const help = `watchdeck import FILE... [options]

Imports dashboards: Grafana's of any age, as files or in what its API answers, single
panels, Kubernetes resources, and our own. A FILE of - is the standard input. What was
carried over and what was not is printed panel by panel, each with its JSON path.

  --folder F           the folder to put them in, such as Linux/Hosts
  --source P=NAME      asks the connection NAME (or local, this machine) where the file
                       says P; may be given more than once. Without it the source that
                       the top bar names is asked
  --constant N=VALUE   in place of the constant N of the file; may be given more than once
  --replace            writes over a dashboard with the same uid
  --keep-both          gives the new one a uid of its own instead
  --dry-run            writes nothing
  --json               prints the report as JSON
  --data-folder DIR    whose dashboards

Exit codes: 0 all were imported, 1 something was not, 2 wrong usage.
`;

interface Wishes {
  folder: string;
  sources: ReadonlyMap<string, string>;
  constants: ReadonlyMap<string, string>;
  onClash: "refuse" | "replace" | "keep-both";
  isDry: boolean;
}

export const importCommand: Command = {
  name: "import",
  about: "import dashboards: Grafana's, or our own",
  help,
  async run(args, surroundings) {
    const { values, positionals: files } = readArguments({
      args,
      allowPositionals: true,
      options: {
        folder: { type: "string", default: "" },
        source: { type: "string", multiple: true, default: [] },
        constant: { type: "string", multiple: true, default: [] },
        replace: { type: "boolean", default: false },
        "keep-both": { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        "data-folder": { type: "string" },
      },
    });
    if (files.length === 0) throw new UsageError("import takes the files to import, or - for the standard input.");
    if (values.replace && values["keep-both"]) throw new UsageError("--replace and --keep-both exclude one another.");
    const wishes = {
      folder: values.folder.replaceAll(/^\/+|\/+$/g, ""),
      constants: readPairs("--constant", values.constant),
      onClash: values.replace ? "replace" : values["keep-both"] ? "keep-both" : "refuse",
      isDry: values["dry-run"],
    } as const;
    const sources = readPairs("--source", values.source);
    const place = await openDashboardPlace(dataFolderOf(values["data-folder"], surroundings), surroundings);
    try {
      const choices = { ...wishes, sources: await sourceIds(sources, place) };
      return await importAll(files, choices, { place, surroundings, isJson: values.json });
    } finally {
      await place.close();
    }
  },
};

/** `NAME=VALUE`, at the first `=` that is not within `${…}`. */
function readPairs(option: string, texts: readonly string[]): Map<string, string> {
  return new Map(
    texts.map((text) => {
      const match = /^((?:\$\{[^}]*\}|[^=])+)=(.*)$/s.exec(text);
      if (!match?.[1]) throw new UsageError(`${option} takes NAME=VALUE, not ${JSON.stringify(text)}.`);
      return [match[1], match[2] ?? ""];
    }),
  );
}

async function sourceIds(wanted: ReadonlyMap<string, string>, place: DashboardPlace): Promise<Map<string, string>> {
  if (wanted.size === 0) return new Map();
  const connections = [{ id: "local", name: "local" }, ...(await place.connections())];
  return new Map(
    [...wanted].map(([placeholder, name]) => {
      const found = connections.find((each) => each.id === name) ?? connections.find((each) => each.name === name);
      if (!found) {
        const names = connections.map((each) => each.name).join(", ");
        throw new AppError({ kind: "not-found", say: `There is no source ${JSON.stringify(name)}; there are ${names}.` });
      }
      return [placeholder, found.id];
    }),
  );
}

interface Around {
  place: DashboardPlace;
  surroundings: Surroundings;
  isJson: boolean;
}

interface Found {
  file: string;
  imported: ImportedDashboard;
}

async function importAll(files: readonly string[], wishes: Wishes, { place, surroundings, isJson }: Around): Promise<number> {
  const { out, tell } = surroundings;
  const found: Found[] = [];
  let failures = 0;
  for (const file of files) {
    try {
      for (const imported of await findIn(await readGiven(file))) found.push({ file, imported });
    } catch (error) {
      // One file that cannot be read does not keep the others from being imported.
      if (!(error instanceof AppError)) throw error;
      failures++;
      tell(error.message);
    }
  }
  refuseUnusedSources(found, wishes.sources);
  const results: ImportResult[] = [];
  for (const each of found) {
    const result = await importOne(each, wishes, place);
    if (result.failure !== undefined) failures++;
    results.push(result);
    if (!isJson) out(reportText(result));
  }
  if (isJson) out(reportJson(results));
  if (wishes.isDry) tell("Nothing was written: this was a dry run.");
  return failures === 0 ? 0 : 1;
}

/** A placeholder typed wrong would leave queries with another source than meant, and nobody would notice. */
function refuseUnusedSources(found: readonly Found[], wanted: ReadonlyMap<string, string>): void {
  const named = new Set(found.flatMap(({ imported }) => imported.sources.map(({ id }) => id)));
  const unused = [...wanted.keys()].find((id) => !named.has(id));
  if (unused === undefined || found.length === 0) return;
  const there = named.size === 0 ? "they name none" : `they name ${[...named].join(", ")}`;
  throw new UsageError(`No dashboard names a source ${JSON.stringify(unused)}; ${there}.`);
}

async function findIn({ file, text, name }: Given): Promise<ImportedDashboard[]> {
  // Loaded here, so that the other commands start without it.
  const { importDashboards } = await import("#shared/dashboards/import/import");
  const { found, failure } = importDashboards(text, { name });
  if (found.length > 0) return found;
  throw new AppError({ kind: "bad-file", say: `${file}: ${failure ?? "There is no dashboard in it."}` });
}

async function importOne({ file, imported }: Found, wishes: Wishes, place: DashboardPlace): Promise<ImportResult> {
  const { prepareImport } = await import("#shared/dashboards/prepare-import");
  const { dashboards } = await place.list();
  const isClash = dashboards.some(({ uid }) => uid === imported.dashboard.uid);
  const dashboard = prepareImport(imported, {
    ...wishes,
    ...(isClash && wishes.onClash === "keep-both" && { uid: newUid(Math.random) }),
  });
  const result: ImportResult = { file, imported, title: dashboard.title, uid: dashboard.uid };
  if (isClash && wishes.onClash === "refuse") {
    return { ...result, failure: `There is a dashboard with the uid ${dashboard.uid} already; add --replace or --keep-both.` };
  }
  if (wishes.isDry) return result;
  try {
    const { row } = await place.save({
      dashboard,
      place: ownPlace,
      folder: wishes.folder,
      overwrite: wishes.onClash === "replace",
    });
    return { ...result, path: row.path };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...result, failure: error.message };
  }
}
