// The key to a running console. It is kept in the data folder, not made anew at each start: a page that is open while the
// console restarts reconnects by itself, and the file is as well guarded as the settings and secrets that lie beside it.
// Deleting the file and restarting locks every page out.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const tokenShape = /^[A-Za-z0-9_-]{43}$/;
const tokenPath = (dataFolder: string) => join(dataFolder, "token");

/** The data folder's token; a new one when there is none, or when the file holds something else. */
export async function openToken(dataFolder: string): Promise<string> {
  const known = await readToken(dataFolder);
  if (known !== undefined) {
    await chmod(tokenPath(dataFolder), 0o600);
    return known;
  }
  const token = randomBytes(32).toString("base64url");
  await writeFile(tokenPath(dataFolder), `${token}\n`, { mode: 0o600 });
  await chmod(tokenPath(dataFolder), 0o600);
  return token;
}

/** The token of a console that has run on this data folder; absent when none has. */
export async function readToken(dataFolder: string): Promise<string | undefined> {
  try {
    const text = (await readFile(tokenPath(dataFolder), "utf8")).trim();
    return tokenShape.test(text) ? text : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What the cookie holds: proof of the token, not the token, so that the two can never stand in for each other. */
export const cookieValue = (token: string): string => createHmac("sha256", token).update("watchdeck page").digest("base64url");

/** Whether two secrets are equal, in a time that says nothing about where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
