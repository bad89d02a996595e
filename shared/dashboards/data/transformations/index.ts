// The transformations there are, in the order in which they are offered: those that dashboards use most come first.
import { calculateField } from "./calculate-field";
import { concatenate } from "./concatenate";
import { convertFieldType } from "./convert-field-type";
import { heatmap, histogram } from "./count-buckets";
import { extractFields } from "./extract-fields";
import { filterByRefId } from "./filter-by-ref-id";
import { filterByValue } from "./filter-by-value";
import { filterFieldsByName } from "./filter-fields-by-name";
import { groupBy } from "./group-by";
import { groupingToMatrix } from "./grouping-to-matrix";
import { joinByField } from "./join-by-field";
import { joinByLabels } from "./join-by-labels";
import { labelsToFields } from "./labels-to-fields";
import { limit } from "./limit";
import { merge } from "./merge";
import { organize } from "./organize";
import { partitionByValues } from "./partition-by-values";
import { prepareTimeSeries } from "./prepare-time-series";
import { reduceSeries } from "./reduce-series";
import { renameByRegex } from "./rename-by-regex";
import { seriesToRows } from "./series-to-rows";
import { sortBy } from "./sort-by";
import { timeSeriesTable } from "./time-series-table";
import type { TransformationKind } from "./transformation";
import { transpose } from "./transpose";
import { formatString, formatTime } from "./write-texts";

export const transformationKinds: readonly TransformationKind[] = [
  organize,
  merge,
  joinByField,
  renameByRegex,
  groupBy,
  filterFieldsByName,
  calculateField,
  reduceSeries,
  sortBy,
  labelsToFields,
  seriesToRows,
  filterByValue,
  filterByRefId,
  limit,
  prepareTimeSeries,
  joinByLabels,
  timeSeriesTable,
  extractFields,
  concatenate,
  convertFieldType,
  partitionByValues,
  groupingToMatrix,
  transpose,
  histogram,
  heatmap,
  formatTime,
  formatString,
];

const byId = new Map(transformationKinds.flatMap((kind) => [kind.id, ...(kind.aliases ?? [])].map((id) => [id, kind] as const)));

export const transformationOf = (id: string): TransformationKind | undefined => byId.get(id);
