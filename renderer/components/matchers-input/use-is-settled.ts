import { useEffect, useState } from "react";

const pauseMs = 600;

/** Whether nobody has typed for a moment: what is half typed is not told to be wrong. */
export function useIsSettled(text: string): boolean {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === text;
}
