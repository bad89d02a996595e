// A connection's base URL as people type it, and as it is kept.
import { AppError } from "#shared/model/failure";

/**
 * The URL to keep: a scheme, a host and perhaps a path prefix, without a trailing slash. A missing scheme means http.
 * Anything else is refused in a sentence, which never repeats a text that may hold a password.
 */
export function normaliseUrl(text: string): string {
  const typed = text.trim();
  if (typed === "") throw refuse("A connection needs a URL, such as http://localhost:9090.");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    throw refuse(`${scheme}:// is not supported; the URL has to start with http:// or https://.`);
  }
  const url = parse(scheme === undefined ? `http://${typed}` : typed);
  if (!url) throw refuse(`${quoteSafely(typed)} is not a URL; it looks like http://localhost:9090 or https://host/prefix.`);
  if (url.username !== "" || url.password !== "") {
    throw refuse(
      "A URL must not hold a user name and password; leave them out, choose Basic authentication and enter them there.",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw refuse("Give the server's base URL, without what follows a ? or a #: such as https://host/prefix.");
  }
  return url.origin + url.pathname.replace(/\/$/, "");
}

/** The same text without `user:password@` before the host. */
export const withoutUserinfo = (text: string): string => text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, "$1");

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // Not a URL: the callers say so in their own words.
    return undefined;
  }
}

const quoteSafely = (text: string) => (text.includes("@") ? "This" : JSON.stringify(text.slice(0, 100)));

const refuse = (say: string) => new AppError({ kind: "bad-request", say });
