import { Plus, X } from "lucide-react";
import { Button } from "../../components/Button";
import { IconButton } from "../../components/IconButton";
import { TextInput } from "../../components/TextInput";
import styles from "./Connections.module.css";
import type { HeaderField } from "./form";

interface Props {
  headers: readonly HeaderField[];
  problem: string | undefined;
  /** A header that servers of this kind often want, and what for; offered while it is not there. */
  usual?: { name: string; label: string } | undefined;
  onChange(headers: readonly HeaderField[]): void;
}

const most = 20;

/** Headers to send with each request, such as a tenant's id. Their values are secrets too. */
export function HeaderFields({ headers, problem, usual, onChange }: Props) {
  const change = (key: number, parts: Partial<HeaderField>) =>
    onChange(headers.map((header) => (header.key === key ? { ...header, ...parts } : header)));
  const nextKey = Math.max(-1, ...headers.map(({ key }) => key)) + 1;
  const add = (name: string) => onChange([...headers, { key: nextKey, name, value: "", isStored: false }]);
  const isUsualThere = headers.some(({ name }) => name.trim().toLowerCase() === usual?.name.toLowerCase());
  return (
    <div className={styles.group}>
      <span className={styles.groupLabel}>Headers</span>
      {headers.map((header) => (
        <div key={header.key} className={styles.header}>
          <TextInput
            isMono
            aria-label="Header name"
            placeholder="X-Scope-OrgID"
            value={header.name}
            onChange={(name) => change(header.key, { name, isStored: false })}
          />
          <TextInput
            isMono
            type="password"
            autoComplete="new-password"
            aria-label={`Value of ${header.name || "the header"}`}
            placeholder={header.isStored ? "stored; leave empty to keep" : "value"}
            value={header.value}
            onChange={(value) => change(header.key, { value })}
          />
          <IconButton
            icon={X}
            label={`Remove ${header.name || "this header"}`}
            onClick={() => onChange(headers.filter(({ key }) => key !== header.key))}
          />
        </div>
      ))}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {headers.length < most && (
        <div className={styles.addHeader}>
          <Button size="small" icon={Plus} onClick={() => add("")}>
            Add a header
          </Button>
          {usual && !isUsualThere && (
            <Button size="small" icon={Plus} onClick={() => add(usual.name)}>
              {usual.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
