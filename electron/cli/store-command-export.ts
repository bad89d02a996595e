import { open, rename, rm } from "node:fs/promises";
import { AppError } from "#shared/model/failure";
import { matchersIn } from "../engine/api/store";
import { createHelp } from "../engine/collectors/help";
import { createCollectors } from "../engine/collectors/index";
import { exportOpenMetrics } from "../engine/store/open-metrics/export";
import { readArguments, readTime } from "./arguments";
import { type ConnectedConsole, connectToConsole } from "./asker";
import { type Surroundings, UsageError } from "./command";
import { framesOf } from "./frames";
import { dataFolderOf, openOwnStore, refuseDesktop, refuseWithoutHistory } from "./store-command-place";

interface Request {
  selectors: string[];
  from: number;
  to: number;
}

/** All samples have their times between these, in ms. */
const beginning = -1e13;
const end = 1e13;

export async function storeExport(args: string[], surroundings: Surroundings): Promise<number> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      output: { type: "string" },
      start: { type: "string" },
      end: { type: "string" },
      match: { type: "string", multiple: true, default: [] },
      "data-folder": { type: "string" },
    },
  });
  if (positionals.length > 0) throw new UsageError(`store export takes options only, not ${JSON.stringify(positionals[0])}.`);
  const request = {
    selectors: values.match,
    from: values.start === undefined ? beginning : readTime("--start", values.start),
    to: values.end === undefined ? end : readTime("--end", values.end),
  };
  if (request.to < request.from) throw new UsageError("--end must not be before --start.");
  for (const selector of request.selectors) matchersIn(selector);

  const onDamage = (chunks: number) => {
    if (chunks > 0)
      surroundings.tell(
        `${chunks === 1 ? "1 damaged chunk was" : `${chunks} damaged chunks were`} left out; \`watchdeck store verify\` says which.`,
      );
  };
  const texts = textsOf(dataFolderOf(values["data-folder"], surroundings), request, surroundings, onDamage);
  if (values.output === undefined) for await (const text of texts) surroundings.out(text);
  else await writeWhole(values.output, texts);
  return 0;
}

async function* textsOf(
  dataFolder: string,
  request: Request,
  surroundings: Surroundings,
  onDamage: (chunks: number) => void,
): AsyncGenerator<string> {
  const running = await connectToConsole(dataFolder, surroundings.now());
  if (running) {
    yield* textsOfConsole(running, request, onDamage);
    return;
  }
  await refuseDesktop(dataFolder);
  await refuseWithoutHistory(dataFolder);
  const store = await openOwnStore(dataFolder, surroundings);
  try {
    let damaged = 0;
    const selectors = request.selectors.map(matchersIn);
    const help = createHelp(createCollectors(), surroundings.platform);
    yield* exportOpenMetrics(store, { ...request, selectors, help, onDamage: () => damaged++ });
    onDamage(damaged);
  } finally {
    await store.close();
  }
}

async function* textsOfConsole(
  { bridge, close }: ConnectedConsole,
  { selectors, from, to }: Request,
  onDamage: (chunks: number) => void,
): AsyncGenerator<string> {
  try {
    for await (const frame of framesOf(bridge, "store.export", { selectors, fromMs: from, toMs: to })) {
      if (frame.kind === "text") yield frame.text;
      else {
        onDamage(frame.damaged);
        return;
      }
    }
  } finally {
    await close();
  }
}

/** Under another name until all of it is there: half an export looks like a whole one to whoever does not look at its end. */
async function writeWhole(path: string, texts: AsyncIterable<string>): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, "w", 0o600);
    try {
      for await (const text of texts) await file.appendFile(text);
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof AppError || code === undefined) throw error;
    throw new AppError({ kind: "refused", say: `${path} cannot be written: ${message}.` }, { cause: error });
  }
}
