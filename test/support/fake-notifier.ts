import type { Notice } from "#shared/contract/notifications";
import type { NoticeReport, Notifier } from "../../electron/engine/notify/notifier";

/** A notifier that keeps what it was given. Reports come when a test makes them, or at once as `answers` says. */
export interface FakeNotifier extends Notifier {
  readonly shown: { notice: Notice; report: NoticeReport }[];
  readonly withdrawn: string[];
  answers: { outcome: "shown" } | { outcome: "failed"; reason: string } | undefined;
}

export function createFakeNotifier(): FakeNotifier {
  const fake: FakeNotifier = {
    shown: [],
    withdrawn: [],
    answers: { outcome: "shown" },
    show(notice, report) {
      fake.shown.push({ notice, report });
      if (fake.answers?.outcome === "failed") report("failed", fake.answers.reason);
      else if (fake.answers) report("shown");
    },
    withdraw: (tag) => fake.withdrawn.push(tag),
  };
  return fake;
}
