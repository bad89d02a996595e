import { randomBytes } from "node:crypto";
import { type Milliseconds, seconds } from "#shared/units/time";
import { isSameSecret } from "./token";

/** A browser that starts cold on a busy machine needs some seconds; nothing else should take longer. */
const lifetime: Milliseconds = seconds(60);

/**
 * Keys that open the console once. The browser gets its address on the command line, where every user of the machine can
 * read it for as long as the browser runs: by then such a key is used up.
 */
export function createOneTimeCodes(now: () => number) {
  const codes = new Map<string, number>();
  return {
    issue(): string {
      const code = randomBytes(32).toString("base64url");
      codes.set(code, now() + lifetime);
      return code;
    },
    /** Whether the code was good; it is not good again. */
    use(given: string): boolean {
      for (const [code, goodUntil] of codes) {
        if (goodUntil < now()) codes.delete(code);
        else if (isSameSecret(given, code)) return codes.delete(code);
      }
      return false;
    },
  };
}
