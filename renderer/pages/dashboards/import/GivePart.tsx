import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { TextArea } from "../../../components/TextArea";
import styles from "./Import.module.css";
import { type Given, importFiles } from "./import-store";

interface Props {
  onGiven(given: readonly Given[]): void;
  onClose(): void;
}

/** Asks for something to import. */
export function GivePart({ onGiven, onClose }: Props) {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Import dashboards"
      description="Grafana dashboards of any age, single panels, and our own files. Files can also be dropped anywhere on this page."
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" onClick={() => onGiven([{ name: "pasted", text }])} disabled={text.trim() === ""}>
            Continue
          </Button>
        </>
      }
    >
      <div className={styles.choose}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".json,.yml,.yaml,.md,.txt"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // So that choosing the same file again counts as a choice.
            event.target.value = "";
            if (files.length > 0) void importFiles(files);
          }}
        />
        <Button icon={FileUp} onClick={() => input.current?.click()}>
          Choose files…
        </Button>
      </div>
      <Field label="Or paste the JSON here">
        <TextArea isMono rows={12} value={text} onChange={setText} placeholder={'{ "title": "…", "panels": […] }'} />
      </Field>
    </Dialog>
  );
}
