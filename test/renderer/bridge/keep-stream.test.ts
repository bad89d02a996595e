import { describe, expect, test } from "vitest";
import type { Bridge, LinkState } from "#shared/contract/bridge";
import type { Failure } from "#shared/model/failure";
import { keepStream } from "../../../renderer/bridge/keep-stream";

const failure = (kind: Failure["kind"], retry: boolean): Failure => ({ kind, say: "No.", retry });

/** A bridge, a page and a clock moved by hand, with a diary of what the stream did. */
function start(options: { link?: LinkState; isHidden?: boolean } = {}) {
  const diary: string[] = [];
  let link = options.link ?? "connected";
  let isHidden = options.isHidden ?? false;
  let opened = 0;
  let onLink = (_: LinkState) => {};
  let onVisibility = () => {};
  let due = () => {};
  let frame = (_: never) => {};
  let end = (_?: Failure) => {};
  const bridge = {
    open(name, _input, credit, onFrame, onEnd) {
      const number = ++opened;
      diary.push(`open ${number} ${name} credit ${credit}`);
      frame = onFrame as typeof frame;
      end = onEnd;
      return { grant: (count) => diary.push(`grant ${count}`), close: () => diary.push(`close ${number}`) };
    },
    onLink(onState) {
      onLink = onState;
      onState(link);
      return () => diary.push("no more link");
    },
  } as Partial<Bridge> as Bridge;
  const stop = keepStream({
    bridge,
    visibility: {
      isHidden: () => isHidden,
      onChange(run) {
        onVisibility = run;
        return () => diary.push("no more visibility");
      },
      wait(run, delay) {
        diary.push(`wait ${delay}`);
        due = run;
        return () => diary.push("no more waiting");
      },
    },
    name: "processes.table",
    input: { everyMs: 1000, limit: 8 },
    onFrame: ({ time }) => diary.push(`frame ${time}`),
    onFailure: (problem) => diary.push(`failure ${problem?.kind}`),
  });
  return {
    diary,
    stop,
    frame: (time: number) => frame({ time } as never),
    end: (problem?: Failure) => end(problem),
    wait: () => due(),
    setLink(state: LinkState) {
      link = state;
      onLink(state);
    },
    setHidden(hidden: boolean) {
      isHidden = hidden;
      onVisibility();
    },
  };
}

describe("a kept stream", () => {
  test("grants one more frame after each that was handled", () => {
    const kept = start();
    kept.frame(1);
    kept.frame(2);
    expect(kept.diary).toEqual(["open 1 processes.table credit 2", "frame 1", "grant 1", "frame 2", "grant 1"]);
  });

  test("waits for the link", () => {
    const kept = start({ link: "connecting" });
    expect(kept.diary).toEqual([]);
    kept.setLink("connected");
    expect(kept.diary).toEqual(["open 1 processes.table credit 2"]);
  });

  test("is opened again after the link broke, and calls that no failure", () => {
    const kept = start();
    // In the order of the client: the state first, then the end of what was open.
    kept.setLink("connecting");
    kept.end(failure("disconnected", true));
    kept.setLink("connected");
    expect(kept.diary).toEqual(["open 1 processes.table credit 2", "close 1", "open 2 processes.table credit 2"]);
  });

  test("is closed while the page is hidden", () => {
    const kept = start();
    kept.setHidden(true);
    kept.frame(1);
    kept.setHidden(false);
    expect(kept.diary).toEqual(["open 1 processes.table credit 2", "close 1", "open 2 processes.table credit 2"]);
  });

  test("is not opened by a page that starts hidden", () => {
    const kept = start({ isHidden: true });
    kept.setLink("connecting");
    kept.setLink("connected");
    expect(kept.diary).toEqual([]);
  });

  test("that fails for now is tried again, and takes the failure back with the first frame", () => {
    const kept = start();
    kept.end(failure("internal", true));
    kept.wait();
    kept.frame(1);
    expect(kept.diary).toEqual([
      "open 1 processes.table credit 2",
      "failure internal",
      "wait 5000",
      "open 2 processes.table credit 2",
      "failure undefined",
      "frame 1",
      "grant 1",
    ]);
  });

  test("that is refused for good is not tried again", () => {
    const kept = start();
    kept.end(failure("bad-request", false));
    kept.setHidden(true);
    kept.setHidden(false);
    expect(kept.diary).toEqual(["open 1 processes.table credit 2", "failure bad-request"]);
  });

  test("leaves nothing behind when it is stopped", () => {
    const kept = start();
    kept.stop();
    kept.frame(1);
    expect(kept.diary).toEqual(["open 1 processes.table credit 2", "no more link", "no more visibility", "close 1"]);
  });
});
