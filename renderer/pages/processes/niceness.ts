/** Exactly what is done, as one would type it. */
export const reniceCommand = (nice: number, pid: number): string => `renice -n ${nice} -p ${pid}`;

/** The niceness that was typed; a minus may be the typographic one. */
export function parseNice(text: string): number | undefined {
  const plain = text.trim().replace(/^−/, "-");
  if (!/^[-+]?\d{1,2}$/.test(plain)) return undefined;
  const nice = Number(plain);
  return nice >= -20 && nice <= 19 ? nice : undefined;
}

/** What a niceness means. */
export function niceWords(nice: number): string {
  if (nice <= -15) return "ahead of nearly everything; it can make the machine slow to answer";
  if (nice < 0) return "ahead of others when the processor is busy";
  if (nice === 0) return "the usual, treated like the others";
  if (nice < 10) return "behind others when the processor is busy";
  if (nice < 19) return "well behind others when the processor is busy";
  return "only when nobody else wants the processor";
}
