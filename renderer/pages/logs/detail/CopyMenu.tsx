import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { selectorFor } from "#shared/logql/queries";
import { copyText } from "../../../components/copy-text";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { lineAsJson } from "./copied-line";
import type { DetailLine } from "./lines";
import { permalinkOf } from "./permalink";
import { timeWordings } from "./time-words";

export interface CopyMenuProps {
  line: DetailLine;
  source: string;
  expr: string;
}

/** Everything of a line that is pasted elsewhere: its text, what is known of it, a link to it, its time in every writing. */
export function CopyMenu({ line, source, expr }: CopyMenuProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (text: string) => setOutcome((await copyText(text)) ? "copied" : "failed");
  const words = outcome === "copied" ? "Copied" : outcome === "failed" ? "Not copied: the system refused" : "Copy";
  const icon = outcome === "copied" ? Check : outcome === "failed" ? TriangleAlert : Copy;

  return (
    <>
      <Menu
        trigger={<IconButton icon={icon} label={words} />}
        items={() => [
          { label: line.cutLength === undefined ? "The line" : "The beginning of the line", onSelect: () => copy(line.line) },
          { label: "As JSON, with labels and time", onSelect: () => copy(lineAsJson(line)) },
          { label: "Link to this line", onSelect: () => copy(whole(permalinkOf({ line, source, expr }))) },
          { label: "Selector of its stream", onSelect: () => copy(selectorFor(line.labels)) },
          { kind: "line" },
          ...timeWordings(line).map(({ label, text }) => ({ label, detail: text, onSelect: () => void copy(text) })),
        ]}
      />
      <span role="status" className="visually-hidden">
        {outcome && words}
      </span>
    </>
  );
}

/** The page is what stands behind the `#`. */
const whole = (path: string): string => `${location.origin}${location.pathname}#${path}`;
