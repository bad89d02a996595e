// The calls `routing.*`, and the event that tells windows of another tree.
import type { Clock } from "../clock";
import type { Router } from "../routing/router";
import type { Api } from "./api";
import { onceASecond } from "./once-a-second";

/** Returns the function that ends the telling. */
export function setUpRoutingApi(api: Api, { router, clock }: { router: Router; clock: Clock }): () => void {
  api.answer("routing.get", () => router.state());
  api.answer("routing.save", ({ config }) => router.save(config));
  api.answer("routing.check", ({ text }) => router.check(text));
  api.answer("routing.import", ({ text, name }) => router.import(text, name));
  api.answer("routing.reset", () => router.reset());
  api.answer("routing.simulate", ({ labels, atMs, config }) => router.simulate(labels, atMs, config));
  api.answer("routing.groups", () => ({ groups: router.groups() }));

  const limiter = onceASecond(clock, () => api.publish("routing.changed", router.state()));
  const stop = router.onChange(limiter.ask);
  return () => {
    stop();
    limiter.stop();
  };
}
