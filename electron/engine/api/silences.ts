// The calls `silences.*`, and the event that tells windows of changes.

import type { Clock } from "../clock";
import type { Silences } from "../routing/silences";
import type { Api } from "./api";
import { onceASecond } from "./once-a-second";

/** Returns the function that ends the telling. */
export function setUpSilencesApi(api: Api, { silences, clock }: { silences: Silences; clock: Clock }): () => void {
  api.answer("silences.list", () => ({ silences: silences.list() }));
  api.answer("silences.save", (draft) => silences.save(draft));
  api.answer("silences.expire", async ({ home, id }) => {
    await silences.expire(home, id);
    return {};
  });
  api.answer("silences.preview", ({ matchers }) => silences.preview(matchers));

  const limiter = onceASecond(clock, () => {
    if (api.hasListeners("silences.changed")) api.publish("silences.changed", { silences: silences.list() });
  });
  const stop = silences.onChange(limiter.ask);
  return () => {
    stop();
    limiter.stop();
  };
}
