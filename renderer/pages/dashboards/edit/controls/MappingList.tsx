import { ArrowDown, ArrowUp, Plus, Trash2, X } from "lucide-react";
import { useState } from "react";
import { movedBy, replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import { lineOfKind, type MappingLine, mappingLines, mappingsOf } from "#shared/dashboards/change/mappings";
import type { ValueMapping } from "#shared/dashboards/field-config";
import { Button } from "../../../../components/Button";
import { IconButton } from "../../../../components/IconButton";
import { NumberInput } from "../../../../components/NumberInput";
import { Select } from "../../../../components/Select";
import { TextInput } from "../../../../components/TextInput";
import { ColourPicker } from "./ColourPicker";
import styles from "./Lists.module.css";

interface Props {
  value: readonly ValueMapping[];
  onChange(value: ValueMapping[] | undefined): void;
}

const kinds: readonly { value: MappingLine["kind"]; label: string }[] = [
  { value: "value", label: "Value" },
  { value: "range", label: "Range" },
  { value: "regex", label: "Pattern" },
  { value: "special", label: "Special" },
];

const specials = [
  { value: "null", label: "No value" },
  { value: "nan", label: "NaN" },
  { value: "null+nan", label: "No value or NaN" },
  { value: "true", label: "True" },
  { value: "false", label: "False" },
  { value: "empty", label: "Empty text" },
] as const;

/** What is shown in the place of certain values. The first line that fits holds. */
export function MappingList({ value, onChange }: Props) {
  const [lines, setLines] = useState(() => mappingLines(value));
  // The lines know more than the file while one is typed: two of them may stand for the same value for a moment.
  const isOwn = JSON.stringify(mappingsOf(lines)) === JSON.stringify(mappingsOf(mappingLines(value)));
  const shown = isOwn ? lines : mappingLines(value);

  function put(next: MappingLine[]): void {
    setLines(next);
    onChange(next.length === 0 ? undefined : mappingsOf(next));
  }

  return (
    <div className={styles.stack}>
      {shown.map((line, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place only
          key={index}
          line={line}
          number={index + 1}
          count={shown.length}
          onChange={(next) => put(replacedAt(shown, index, next))}
          onMove={(by) => put(movedBy(shown, index, by))}
          onRemove={() => put(withoutAt(shown, index))}
        />
      ))}
      <div>
        <Button size="small" kind="quiet" icon={Plus} onClick={() => put([...shown, lineOfKind("value")])}>
          Add mapping
        </Button>
      </div>
    </div>
  );
}

interface LineProps {
  line: MappingLine;
  number: number;
  count: number;
  onChange(line: MappingLine): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function Line({ line, number, count, onChange, onMove, onRemove }: LineProps) {
  const { result } = line;
  return (
    <div className={styles.card}>
      <div className={styles.line}>
        <Select
          className={styles.middle ?? ""}
          label={`Kind of mapping ${number}`}
          value={line.kind}
          onChange={(kind) => onChange(lineOfKind(kind, result))}
          options={kinds}
        />
        <Condition line={line} number={number} onChange={onChange} />
      </div>
      <div className={styles.line}>
        <TextInput
          aria-label={`Text of mapping ${number}`}
          placeholder="Shown instead"
          value={result.text ?? ""}
          onChange={(text) => onChange({ ...line, result: withPart(result, "text", text === "" ? undefined : text) })}
        />
        <ColourPicker
          isSmall
          label={`Colour of mapping ${number}`}
          value={result.color}
          onChange={(color) => onChange({ ...line, result: { ...result, color } })}
        />
        {result.color !== undefined && (
          <IconButton
            icon={X}
            label={`No colour for mapping ${number}`}
            onClick={() => onChange({ ...line, result: withPart(result, "color", undefined) })}
          />
        )}
        <IconButton icon={ArrowUp} label={`Move mapping ${number} up`} disabled={number === 1} onClick={() => onMove(-1)} />
        <IconButton
          icon={ArrowDown}
          label={`Move mapping ${number} down`}
          disabled={number === count}
          onClick={() => onMove(1)}
        />
        <IconButton icon={Trash2} label={`Remove mapping ${number}`} onClick={onRemove} />
      </div>
    </div>
  );
}

function Condition({ line, number, onChange }: Pick<LineProps, "line" | "number" | "onChange">) {
  switch (line.kind) {
    case "value":
      return (
        <TextInput
          aria-label={`Value of mapping ${number}`}
          placeholder="0"
          value={line.value}
          onChange={(value) => onChange({ ...line, value })}
        />
      );
    case "range":
      return (
        <>
          <NumberInput
            label={`From, mapping ${number}`}
            placeholder="−∞"
            value={line.from ?? undefined}
            onChange={(from) => onChange({ ...line, from: from ?? null })}
          />
          <NumberInput
            label={`To, mapping ${number}`}
            placeholder="+∞"
            value={line.to ?? undefined}
            onChange={(to) => onChange({ ...line, to: to ?? null })}
          />
        </>
      );
    case "regex":
      return (
        <TextInput
          isMono
          aria-label={`Pattern of mapping ${number}`}
          placeholder="^node-(.*)$"
          value={line.pattern}
          onChange={(pattern) => onChange({ ...line, pattern })}
        />
      );
    case "special":
      return (
        <Select
          className={styles.grow ?? ""}
          label={`What mapping ${number} is for`}
          value={line.match}
          onChange={(match) => onChange({ ...line, match })}
          options={specials}
        />
      );
  }
}

function withPart<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = object;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}
