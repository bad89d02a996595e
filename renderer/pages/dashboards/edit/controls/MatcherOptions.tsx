import type { Frame } from "#shared/dashboards/data/frame";
import type { FieldMatcher } from "#shared/dashboards/field-config";
import { MultiPick } from "../../../../components/MultiPick";
import { SearchPicker } from "../../../../components/SearchPicker";
import { Select } from "../../../../components/Select";
import { TextInput } from "../../../../components/TextInput";
import { JsonField } from "../json/JsonField";
import { fieldTypes, namesOf } from "./matcher-kinds";

interface Props {
  matcher: FieldMatcher;
  frames: readonly Frame[];
  fieldNames: readonly string[];
  onChange(matcher: FieldMatcher): void;
}

/** Which fields a matcher is about, by its kind; kinds that have no form of their own are written as JSON. */
export function MatcherOptions({ matcher, frames, fieldNames, onChange }: Props) {
  const { id, options } = matcher;
  const put = (next: unknown) => onChange({ id, options: next });
  switch (id) {
    case "byName":
      return (
        <SearchPicker
          label="Field"
          value={typeof options === "string" ? options : undefined}
          onChange={put}
          options={fieldNames.map((name) => ({ value: name, label: name }))}
          ownWords={(typed) => `The field “${typed}”`}
        />
      );
    case "byNames":
      return (
        <MultiPick
          label="Fields"
          values={namesOf(options)}
          onChange={(names) => put({ mode: "include", names })}
          options={fieldNames.slice(0, 200).map((name) => ({ value: name, label: name }))}
        />
      );
    case "byRegexp":
      return (
        <TextInput
          isMono
          aria-label="Pattern"
          value={typeof options === "string" ? options : ""}
          onChange={put}
          placeholder="/^node-.*/i"
        />
      );
    case "byType":
      return <Select label="Type" value={String(options)} onChange={put} options={fieldTypes} />;
    case "byFrameRefID": {
      const refIds = [...new Set([...frames.map(({ refId }) => refId), String(options ?? "")])].filter((refId) => refId !== "");
      return (
        <Select
          label="Query"
          value={String(options ?? "")}
          onChange={put}
          options={refIds.map((refId) => ({ value: refId, label: `Query ${refId}` }))}
        />
      );
    }
    default:
      return <JsonField label={`Options of ${id}`} value={options} onChange={put} />;
  }
}
