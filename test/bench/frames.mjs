// Frames of a page while something is done to it, and what each of them cost the main thread.

/** The frames while `act` went on, and what each cost the main thread. */
export async function measured(page, act) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const taskMs = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  const before = await taskMs();
  const frames = await act();
  return { ...frames, cpuMs: ((await taskMs()) - before) / frames.count };
}

/** Runs in the page, before its own code. What is scrolled is found by that selector. */
export function watchFrames(scrollerSelector) {
  /** How many frames a second there were while `act` was called in each, and the longest time between two. */
  window.framesWhile = async (act, lengthMs) => {
    const times = [];
    const began = performance.now();
    while (performance.now() - began < lengthMs) {
      times.push(await new Promise((resolve) => requestAnimationFrame(resolve)));
      act(performance.now() - began);
    }
    const gaps = times.slice(1).map((time, index) => time - times[index]);
    return { rate: (1000 * gaps.length) / (times.at(-1) - times[0]), longest: Math.max(...gaps), count: gaps.length };
  };
  // Down and up again, a screen's height in about a third of a second.
  window.scrollThrough = (at) => {
    const scroller = document.querySelector(scrollerSelector);
    const room = scroller.scrollHeight - scroller.clientHeight;
    const way = (at * 2) % (2 * room);
    scroller.scrollTop = way < room ? way : 2 * room - way;
  };
}
