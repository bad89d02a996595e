import { expect, test } from "vitest";
import { createAdmission } from "../../../../electron/engine/prometheus-api/admission";

const { signal } = new AbortController();

test("turns are given in the order in which they were asked for", async () => {
  const admission = createAdmission(1);
  const order: string[] = [];
  const leave = await admission.enter(signal);
  const others = ["a", "b", "c"].map(async (name) => {
    const leaveAgain = await admission.enter(signal);
    order.push(name);
    leaveAgain();
  });
  expect(order).toEqual([]);
  leave();
  await Promise.all(others);
  expect(order).toEqual(["a", "b", "c"]);
});

test("a request that is gone loses its place, and the next has its turn", async () => {
  const admission = createAdmission(1);
  const leave = await admission.enter(signal);
  const gone = new AbortController();
  const refused = expect(admission.enter(gone.signal)).rejects.toThrow("query was canceled in query queue");
  const next = admission.enter(signal);
  gone.abort();
  await refused;
  leave();
  await expect(next).resolves.toBeTypeOf("function");
});

test("a request that was gone before it asked gets no turn", async () => {
  const admission = createAdmission(1);
  const leave = await admission.enter(signal);
  await expect(admission.enter(AbortSignal.abort())).rejects.toThrow("canceled");
  leave();
  await expect(admission.enter(signal)).resolves.toBeTypeOf("function");
});

test("a turn ends once", async () => {
  const admission = createAdmission(1);
  const leave = await admission.enter(signal);
  leave();
  leave();
  await admission.enter(signal);
  let isIn = false;
  void admission.enter(signal).then(() => {
    isIn = true;
  });
  await Promise.resolve();
  expect(isIn).toBe(false);
});
