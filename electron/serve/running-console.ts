// A second start on a folder whose console runs: it leads its user there.
import { type Milliseconds, seconds } from "#shared/units/time";
import { runningPort } from "./lock";
import { readToken } from "./token";

const patience: Milliseconds = seconds(2);

/** The addresses of the console that runs on this data folder; undefined when none does, or when its key cannot be read. */
export async function findRunningConsole(
  dataFolder: string,
  now: number,
): Promise<{ url: string; oneTimeUrl: string } | undefined> {
  const port = await runningPort(dataFolder, now);
  const token = port === undefined ? undefined : await readToken(dataFolder);
  if (token === undefined) return undefined;
  const origin = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${origin}/code`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined); // It ended this very moment: then none runs.
  if (!answer?.ok) return undefined;
  return { url: `${origin}/#token=${token}`, oneTimeUrl: `${origin}/#token=${(await answer.text()).trim()}` };
}
