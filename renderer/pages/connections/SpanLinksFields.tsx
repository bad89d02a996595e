import { Plus, X } from "lucide-react";
import type { SpanLinks } from "#shared/contract/connections";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { Select, type SelectOption } from "../../components/Select";
import { TextInput } from "../../components/TextInput";
import { localSource } from "../../stores/address";
import { answering, useConnections } from "../../stores/connections";
import styles from "./SpanLinksFields.module.css";
import { mostLabels, usualLabels } from "./span-links";

export interface SpanLinksFieldsProps {
  /** `{}` while nothing is said. */
  links: SpanLinks;
  onChange(links: SpanLinks): void;
  /** What is wrong with it (`linksProblem`), once that is to be shown. */
  problem?: string | undefined;
}

const anySource = "any";

/** Where the logs and the metrics of its spans are, and by which labels they are found. All of it may be left as it is. */
export function SpanLinksFields({ links, onChange, problem }: SpanLinksFieldsProps) {
  const rows = useConnections().data?.connections ?? [];
  const thisHost = { value: localSource, label: "This host" };
  const of = (asked: "logs" | "metrics") => [
    thisHost,
    ...answering(rows, asked).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const labels = links.labels ?? [];
  const setLabels = (next: NonNullable<SpanLinks["labels"]>) => onChange({ ...links, labels: next });
  const add = (tag: string, label: string) => setLabels([...labels, { tag, label }]);
  const offered = usualLabels.filter((usual) => !labels.some(({ label }) => label === usual.label));

  return (
    <div className={styles.fields}>
      <div className={styles.sources}>
        <Field label="Logs of its spans">
          <SourceSelect options={of("logs")} value={links.logs} onChange={(logs) => onChange(withSource(links, "logs", logs))} />
        </Field>
        <Field label="Metrics of its spans">
          <SourceSelect
            options={of("metrics")}
            value={links.metrics}
            onChange={(metrics) => onChange(withSource(links, "metrics", metrics))}
          />
        </Field>
      </div>
      <Field
        label="Tags as labels"
        isGroup
        hint="Which tag of a span or its process is which label of logs and metrics. With none, the usual names are tried: service, pod, container, namespace, host."
        error={problem}
      >
        {labels.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are filled in
          <div key={index} className={styles.row}>
            <TextInput
              isMono
              aria-label={`Tag ${index + 1}`}
              placeholder="service.name"
              value={row.tag}
              maxLength={300}
              onChange={(tag) => setLabels(labels.with(index, { ...row, tag }))}
            />
            <span aria-hidden>→</span>
            <TextInput
              isMono
              aria-label={`Label ${index + 1}`}
              placeholder="app"
              value={row.label}
              maxLength={300}
              onChange={(label) => setLabels(labels.with(index, { ...row, label }))}
            />
            <IconButton
              icon={X}
              label={`Remove ${row.tag || "this row"}`}
              onClick={() => setLabels(labels.filter((_, each) => each !== index))}
            />
          </div>
        ))}
        {labels.length < mostLabels && (
          <div className={styles.add}>
            <Button size="small" icon={Plus} onClick={() => add("", "")}>
              Add a tag
            </Button>
            {offered.length > 0 && (
              <Menu
                align="start"
                trigger={<Button size="small">Usual ones…</Button>}
                items={offered.map(({ tag, label }) => ({ label: `${tag} → ${label}`, onSelect: () => add(tag, label) }))}
              />
            )}
          </div>
        )}
      </Field>
    </div>
  );
}

interface SourceSelectProps {
  options: readonly SelectOption<string>[];
  value: string | undefined;
  onChange(value: string | undefined): void;
}

function SourceSelect({ options, value, onChange }: SourceSelectProps) {
  const isGone = value !== undefined && !options.some((option) => option.value === value);
  return (
    <Select
      value={value ?? anySource}
      onChange={(next) => onChange(next === anySource ? undefined : next)}
      options={[
        { value: anySource, label: "The first that knows its labels" },
        ...options,
        // The choice must not look like another one.
        ...(isGone ? [{ value, label: "removed connection", isDisabled: true }] : []),
      ]}
    />
  );
}

function withSource(links: SpanLinks, which: "logs" | "metrics", value: string | undefined): SpanLinks {
  const { [which]: _, ...rest } = links;
  return value === undefined ? rest : { ...rest, [which]: value };
}
