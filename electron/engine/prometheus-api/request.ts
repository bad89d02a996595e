// What a request says: its path and its parameters.
import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error";

/** A query of a megabyte, each character of which is escaped as three, and room for what is around it. */
const largestBody = 4 * 1024 * 1024;
/** Of a body that is too large so much is read and thrown away: a client that still sends does not see the refusal. */
const mostDiscarded = 64 * 1024 * 1024;

export const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?")[0] ?? "/";

/** One part of a path as it was before it was escaped. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // An escape that means nothing.
    throw new ApiError("bad_data", `invalid label name: ${JSON.stringify(part)}`);
  }
}

/** Those of the form, where there is one, before those of the address. */
export async function readParameters(request: IncomingMessage): Promise<URLSearchParams> {
  const query = (request.url ?? "").split("?").slice(1).join("?");
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  if (request.method !== "POST" || !isForm) return new URLSearchParams(query);
  if (Number(request.headers["content-length"] ?? 0) > mostDiscarded) throw tooLarge();
  let parts: Buffer[] = [];
  let size = 0;
  // Taken by hand: `for await` would end the connection, and the refusal with it, when it is left early.
  await new Promise<void>((resolve, reject) => {
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= largestBody) parts.push(part);
      else parts = [];
      if (size > mostDiscarded) reject(tooLarge());
    });
    request.on("end", resolve);
    request.on("error", reject);
  });
  if (size > largestBody) throw tooLarge();
  return new URLSearchParams(`${Buffer.concat(parts).toString("utf8")}&${query}`);
}

const tooLarge = () => new ApiError("bad_data", `the request is larger than ${largestBody / 1024 / 1024} MiB`, 413);
