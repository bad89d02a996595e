// What an HTTP status says about a message that was sent.
import type { Attempt } from "./channel";
import type { HttpAnswer } from "./http-post";
import { excerpt } from "./words";

/** `why` puts the far side's own words for a refusal into ours; undefined where it has none. */
export function attemptFrom(
  { status, retryAfterMs, body }: HttpAnswer,
  { name, secrets, why }: { name: string; secrets: readonly string[]; why?: (body: string) => string | undefined },
): Attempt {
  if (status >= 200 && status < 300) return { kind: "sent", say: `${name} took it (${status})` };
  const words = why?.(body) ?? excerpt(body, secrets);
  const said = words === "" ? "" : `: ${words}`;
  const after = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  if (status === 429) return { kind: "again", say: `${name} asks to be sent less (429)${said}`, ...after };
  if (status === 408 || status >= 500) return { kind: "again", say: `${name} answered ${status}${said}`, ...after };
  return { kind: "hopeless", say: `${name} refused it (${status})${said}${advice(status)}` };
}

function advice(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return "; check the credentials of the receiver";
    case 404:
    case 410:
      return "; check the address of the receiver";
    case 413:
      return "; limit the number of alerts in one message";
    default:
      return "";
  }
}
