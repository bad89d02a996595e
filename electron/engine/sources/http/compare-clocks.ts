import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { HttpServer } from "./http-client";

/** Of what an asked server is told: how long it took, and how much its clock is ahead of ours, where it tells the time. */
export async function compareClocks<T extends { dateMs: EpochMs | undefined }>(
  { clock }: Pick<HttpServer, "clock">,
  ask: () => Promise<T>,
): Promise<{ answer: T; latencyMs: Milliseconds; clockSkewMs: Milliseconds | undefined }> {
  const asked = clock.monotonic();
  const askedAt = clock.now();
  const answer = await ask();
  const latencyMs = clock.monotonic() - asked;
  const { dateMs } = answer;
  // The header counts whole seconds, so the middle of one is the best guess.
  const clockSkewMs = dateMs === undefined ? undefined : Math.round(dateMs + 500 - (askedAt + latencyMs / 2));
  return { answer, latencyMs, clockSkewMs };
}
