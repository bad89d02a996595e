import { userInfo } from "node:os";
import { expect, test } from "vitest";
import { type ActionSystem, renice, sendSignal, type Target } from "../../../../electron/engine/processes/actions";
import { failure } from "../../../support/fake-process-machine";

const id = { pid: 41, startStamp: 5 };
const target: Target = { name: "web", owner: "root", isKernelThread: false, isZombie: false, threads: [41, 42, 43] };
const me = userInfo().username;

/** A system that writes down what it is asked to do, and fails where the test says so. */
function fakeSystem(fail: { kill?: Error; priority?: Record<number, Error> } = {}) {
  const done: string[] = [];
  const system: ActionSystem = {
    kill(pid, signal) {
      if (fail.kill) throw fail.kill;
      done.push(`${signal} ${pid}`);
    },
    setPriority(pid, nice) {
      const error = fail.priority?.[pid];
      if (error) throw error;
      done.push(`${pid} to ${nice}`);
    },
  };
  return { system, done };
}

// As Node's os.setPriority throws: a code of its own, with the system's inside.
const systemError = (code: string) => Object.assign(failure("ERR_SYSTEM_ERROR"), { info: { code } });

test("a signal goes to the process, and a niceness to each of its threads", () => {
  const { system, done } = fakeSystem();
  sendSignal(system, id, "SIGTERM", target);
  renice(system, id, 10, target);
  expect(done).toEqual(["SIGTERM 41", "41 to 10", "42 to 10", "43 to 10"]);
});

test("a thread that ends meanwhile does not keep the others from their niceness", () => {
  const { system, done } = fakeSystem({ priority: { 42: systemError("ESRCH") } });
  renice(system, id, 10, target);
  expect(done).toEqual(["41 to 10", "43 to 10"]);
});

test.each([
  {
    name: "another user's process",
    act: () => sendSignal(fakeSystem({ kill: failure("EPERM") }).system, id, "SIGKILL", target),
    expected: { kind: "refused", say: `This process belongs to root; Watchdeck runs as ${me} and may not signal it.` },
  },
  {
    name: "a process that has ended just now",
    act: () => sendSignal(fakeSystem({ kill: failure("ESRCH") }).system, id, "SIGKILL", target),
    expected: { kind: "not-found", say: "Process 41 has ended." },
  },
  {
    name: "a signal that the system does not have",
    act: () => sendSignal(fakeSystem({ kill: failure("ENOSYS") }).system, id, "SIGHUP", target),
    expected: { kind: "not-supported", say: "This system has no such signal." },
  },
  {
    name: "a kernel thread",
    act: () => sendSignal(fakeSystem().system, id, "SIGKILL", { ...target, isKernelThread: true }),
    expected: { kind: "refused", say: "Process 41 is a thread of the kernel, which takes no signals." },
  },
  {
    name: "a zombie",
    act: () => sendSignal(fakeSystem().system, id, "SIGKILL", { ...target, isZombie: true }),
    expected: {
      kind: "refused",
      say: "Process 41 has ended already and waits for its parent to take note; a signal does nothing to it.",
    },
  },
  {
    name: "another user's niceness",
    act: () => renice(fakeSystem({ priority: { 41: systemError("EPERM") } }).system, id, 5, target),
    expected: { kind: "refused", say: `This process belongs to root; Watchdeck runs as ${me} and may not change its niceness.` },
  },
  {
    name: "a niceness that only root may give",
    act: () => renice(fakeSystem({ priority: { 41: systemError("EACCES") } }).system, id, -5, target),
    expected: {
      kind: "refused",
      say: `A niceness of -5 puts process 41 further ahead of others than it is now, which only root may do; Watchdeck runs as ${me}.`,
    },
  },
  {
    name: "a process that ends before its niceness is set",
    act: () => renice(fakeSystem({ priority: { 41: systemError("ESRCH") } }).system, id, 5, target),
    expected: { kind: "not-found", say: "Process 41 has ended." },
  },
])("$name is refused in words", ({ act, expected }) => {
  expect(failureOf(act)).toMatchObject(expected);
});

test("what nobody expects surfaces as it is", () => {
  const odd = failure("EINVAL");
  expect(() => sendSignal(fakeSystem({ kill: odd }).system, id, "SIGTERM", target)).toThrow(odd);
});

function failureOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return (error as { failure?: unknown }).failure;
  }
  return "nothing was refused";
}
