import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import { toldWords } from "../../../../../renderer/pages/alerts/board/told-words";
import { anAlert } from "../inbox-alerts";

const now = new Date(2026, 10, 21, 12, 0).getTime();
const at = new Date(2026, 10, 21, 11, 43).getTime();

test.each<{ parts: Partial<InboxAlert>; text: string | undefined }>([
  { parts: {}, text: undefined },
  { parts: { told: { at, isTold: true, outcome: "notified" } }, text: "notified 11:43" },
  { parts: { told: { at: at - 86_400_000, isTold: true, outcome: "notified" } }, text: "notified 20 Nov 11:43" },
  { parts: { told: { at, isTold: false, outcome: "quiet hours" } }, text: "quiet hours" },
  {
    parts: {
      told: { at, isTold: true, outcome: "notified" },
      muted: { by: "silence", ids: ["s"], say: "silenced by dana", untilMs: now + 22 * 60_000 },
    },
    text: "silenced by dana, 22\u00a0m left",
  },
  { parts: { acknowledged: { at, comment: "looking" } }, text: "acknowledged: looking" },
  { parts: { acknowledged: { at, comment: "", untilMs: now - 1 } }, text: "acknowledged, ending" },
  {
    parts: { state: "resolved", acknowledged: { at, comment: "x" }, told: { at, isTold: true, outcome: "notified" } },
    text: "notified 11:43",
  },
])("whether the user was told reads $text", ({ parts, text }) => expect(toldWords(anAlert(parts), now)?.text).toBe(text));
