import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./Button";
import { copyText } from "./copy-text";
import { IconButton } from "./IconButton";

export interface CopyButtonProps {
  /** A function makes it when it is asked for: for texts that are long to write. */
  text: string | (() => string);
  /** What is copied: "Copy the query". */
  label: string;
  /** With the label written out beside the icon. */
  isWide?: boolean;
}

/** Copies a text, and says so once it is really on the clipboard. */
export function CopyButton({ text, label, isWide = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(typeof text === "function" ? text() : text)) ? "copied" : "failed");
  const icon = outcome === "copied" ? Check : outcome === "failed" ? TriangleAlert : Copy;
  const words = outcome === "copied" ? "Copied" : outcome === "failed" ? "Not copied: the system refused" : label;
  return (
    <>
      {isWide ? (
        <Button icon={icon} onClick={copy}>
          {words}
        </Button>
      ) : (
        <IconButton icon={icon} label={words} onClick={copy} />
      )}
      <span role="status" className="visually-hidden">
        {outcome && words}
      </span>
    </>
  );
}
