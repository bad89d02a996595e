// Panels into files, one after another; one that cannot be saved does not keep the others from it.
import type { Dashboard } from "#shared/dashboards/dashboard";
import { fileNames } from "#shared/format/file-names";
import { AppError } from "#shared/model/failure";
import type { Surroundings } from "../command";
import { type Choices, choosePanels, type ExportedPanel } from "./exported-panels";
import { chooseOutput, type Output, writeOutput } from "./output";
import { panelText } from "./panel-text";
import { drawPictures } from "./pictures";
import { type ExportSources, openSources } from "./sources";
import { withSources } from "./with-sources";

export interface SaveWishes {
  format: "csv" | "json" | "png";
  choices: Choices;
  source: string | undefined;
  isOwnWanted: boolean;
  width: number;
  height: number;
  theme: "dark" | "light";
  out: string | undefined;
  dataFolder: string;
}

/** The exit code. */
export async function savePanels(named: Dashboard, wishes: SaveWishes, surroundings: Surroundings): Promise<number> {
  const sources = await openSources(wishes, surroundings);
  try {
    const dashboard = withSources(named, sources.idOf);
    const { panels, defaultSource, problems } = await choosePanels(dashboard, wishes.choices, {
      sources,
      now: surroundings.now(),
    });
    for (const problem of problems) surroundings.tell(problem);
    if (panels.length === 0) throw new AppError({ kind: "not-found", say: `“${dashboard.title}” has no panels.` });
    const { format } = wishes;
    const output = await chooseOutput(wishes.out, { count: panels.length, isText: format !== "png" });
    const around = { panels, output, sources, defaultSource, surroundings };
    return await (format === "png" ? savePictures(dashboard, wishes, around) : saveTexts(format, wishes, around));
  } finally {
    await sources.close();
  }
}

interface Around {
  panels: readonly ExportedPanel[];
  output: Output;
  sources: ExportSources;
  defaultSource: string;
  surroundings: Surroundings;
}

const namesOf = (panels: readonly ExportedPanel[], ending: string): string[] =>
  fileNames(
    panels.map(({ title }) => title),
    ending,
  );

async function saveTexts(
  format: "csv" | "json",
  { width }: SaveWishes,
  { panels, output, sources, defaultSource, surroundings }: Around,
) {
  const { asker } = sources;
  const names = namesOf(panels, format);
  let missed = 0;
  for (const [index, panel] of panels.entries()) {
    const name = panel.title.trim() || `Panel ${panel.panel.id}`;
    try {
      const { text, remarks } = await panelText(panel, { format, width, asker, defaultSource });
      for (const remark of remarks) surroundings.tell(`${name}: ${remark}`);
      // A panel that shows no data is no failure: there is nothing of it to save.
      if (text !== undefined) await put(text, names[index] ?? "", output, surroundings);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      missed++;
      surroundings.tell(`${name}: ${error.message}`);
    }
  }
  return missed === 0 ? 0 : 1;
}

async function savePictures(dashboard: Dashboard, wishes: SaveWishes, { panels, output, sources, surroundings }: Around) {
  const names = namesOf(panels, "png");
  let index = 0;
  for await (const picture of drawPictures({ ...wishes, dashboard, panels, sources }, surroundings)) {
    await put(picture, names[index++] ?? "", output, surroundings);
  }
  return 0;
}

async function put(content: string | Buffer, name: string, output: Output, { out, tell }: Surroundings): Promise<void> {
  if (output.kind !== "stdout") tell(`Saved ${await writeOutput(output, { name, content })}.`);
  else if (typeof content === "string") out(content);
  else throw new AppError({ kind: "bad-request", say: "A picture does not go to the standard output; give --out a file." });
}
