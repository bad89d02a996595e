// How a page of the browser shell gets its cookie: it was opened with a token in the URL's fragment, which browsers send to
// no server and write into no log of ours, and hands it over once.

const tokenInHash = /([#?&])token=([A-Za-z0-9_-]+)(&|$)/;

/** Takes the token out of a fragment: what it was, and the fragment without it. */
export function takeToken(hash: string): { token?: string; rest: string } {
  const found = tokenInHash.exec(hash);
  if (!found) return { rest: hash };
  const [all, before, token, after] = found;
  // `?token=x&a=1` keeps its question mark, `?a=1&token=x&b=2` one ampersand.
  const joint = after === "&" || before === "#" ? (before ?? "") : "";
  const rest = hash.slice(0, found.index) + joint + hash.slice(found.index + (all?.length ?? 0));
  return { token, rest: rest === "#" ? "" : rest };
}

/** Hands a token over, or (without one) asks whether the cookie from before still serves. */
export async function openSession(token: string | undefined): Promise<"open" | "refused" | "unreachable"> {
  try {
    const answer = await fetch("/session", token === undefined ? {} : { method: "POST", body: token });
    if (answer.ok) return "open";
    return answer.status === 401 ? "refused" : "unreachable";
  } catch {
    // The server is not there (it restarts, or was stopped): an ordinary state, which the link state shows.
    return "unreachable";
  }
}
