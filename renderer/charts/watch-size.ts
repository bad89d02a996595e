/** Tells the size of an element's content in whole pixels, now and whenever it changes. Returns the function that stops it. */
export function watchSize(element: Element, run: (size: { width: number; height: number }) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry) run({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** Whether an element is in the part of the page that can be seen; true until it is known. */
export function watchInSight(element: Element): { isInSight(): boolean; stop(): void } {
  let isInSight = true;
  const observer = new IntersectionObserver((entries) => {
    isInSight = entries[entries.length - 1]?.isIntersecting ?? true;
  });
  observer.observe(element);
  return { isInSight: () => isInSight, stop: () => observer.disconnect() };
}
