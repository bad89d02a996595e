// What the dialog and the list remember on this machine: who silences, and how early to warn of an end.

const key = "watchdeck.silences";

export interface Remembered {
  author: string;
  warnMinutes: number;
}

export const usualRemembered: Remembered = { author: "", warnMinutes: 15 };

/** From text that anything may have written; what is wrong in it is as if it were not there. */
export function readRemembered(text: string | null): Remembered {
  let saved: Partial<Record<keyof Remembered, unknown>> | null = null;
  try {
    saved = JSON.parse(text ?? "null");
  } catch {
    // Not JSON: somebody else's, or cut off; the usual values do.
  }
  const { author, warnMinutes } = saved ?? {};
  return {
    author: typeof author === "string" ? author.slice(0, 1000) : usualRemembered.author,
    warnMinutes:
      typeof warnMinutes === "number" && warnMinutes >= 0 && warnMinutes <= 1440 ? warnMinutes : usualRemembered.warnMinutes,
  };
}

export const remembered = (): Remembered => readRemembered(localStorage.getItem(key));

export function remember(change: Partial<Remembered>): void {
  localStorage.setItem(key, JSON.stringify({ ...remembered(), ...change }));
}
