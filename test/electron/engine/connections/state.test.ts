import { expect, test } from "vitest";
import { AppError, type FailureKind } from "#shared/model/failure";
import { stateAfter } from "../../../../electron/engine/connections/state";

const after = (kind: FailureKind) => stateAfter(new AppError({ kind, say: "Why." }), 5);

test.each<FailureKind>(["bad-query", "bad-request", "not-found", "not-supported", "too-large"])(
  "a server that answers with %s is doing its work",
  (kind) => expect(after(kind)).toEqual({ kind: "ok", at: 5 }),
);

test.each<FailureKind>(["unreachable", "tls", "unauthorized", "not-that-server", "server-error", "timeout"])(
  "a server that answers with %s is failing",
  (kind) => expect(after(kind)).toEqual({ kind: "failing", at: 5, reason: "Why." }),
);

test("what says nothing of the server changes nothing", () => {
  expect(after("cancelled")).toBeUndefined();
  expect(stateAfter(new Error("a bug of ours"), 5)).toBeUndefined();
});
