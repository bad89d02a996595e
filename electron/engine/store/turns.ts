/** Runs one thing after another, in the order in which they were asked for. */
export function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = queue.then(run);
    // Whoever asked is told; the next in the queue goes on.
    queue = result.catch(() => {});
    return result;
  };
}
