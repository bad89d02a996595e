// The calls `receivers.*`, and the event that tells windows how receivers are doing.
import type { Clock } from "../clock";
import type { Receivers } from "../receivers/receivers";
import type { Api } from "./api";
import { onceASecond } from "./once-a-second";

/** Returns the function that ends the telling. */
export function setUpReceiversApi(api: Api, { receivers, clock }: { receivers: Receivers; clock: Clock }): () => void {
  api.answer("receivers.list", () => ({ receivers: receivers.list() }));
  api.answer("receivers.save", (draft) => receivers.save(draft));
  api.answer("receivers.remove", async ({ name }) => {
    await receivers.remove(name);
    return {};
  });
  api.answer("receivers.preview", (draft) => receivers.preview(draft));
  api.answer("receivers.test", (draft, { signal }) => receivers.test(draft, signal));

  // In a burst every message changes a state.
  const publish = onceASecond(clock, () => api.publish("receivers.changed", { receivers: receivers.list() }));
  const unsubscribe = receivers.onChange(() => {
    if (api.hasListeners("receivers.changed")) publish.ask();
  });
  return () => {
    unsubscribe();
    publish.stop();
  };
}
