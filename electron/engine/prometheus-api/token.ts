// The key to the HTTP API. It is kept, because it stands in the settings of whoever asks, and in a file of its own, readable
// by the owner alone: whoever can read that can read the settings and the samples beside it as well.
import { randomBytes } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { codeOf } from "../settings/json-file";

const shape = /^[A-Za-z0-9_-]{43}$/;

export const tokenFile = (dataFolder: string) => join(dataFolder, "prometheus-api-token");

/** The data folder's token; a new one when there is none, or when the file holds something else. */
export async function openToken(dataFolder: string): Promise<string> {
  const path = tokenFile(dataFolder);
  const known = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  });
  if (!shape.test(known.trim())) return newToken(dataFolder);
  await chmod(path, 0o600);
  return known.trim();
}

/** Makes the old token worthless. */
export async function newToken(dataFolder: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await writeFileAtomic(tokenFile(dataFolder), `${token}\n`, { mode: 0o600 });
  return token;
}
