// The transformations that can be done here, by name only: data/transformations has what they do, which reading a file needs not load.
const kinds: ReadonlySet<string> = new Set(
  (
    "calculateField concatenate convertFieldType extractFields filterByRefId filterByValue filterFieldsByName formatString " +
    "formatTime groupBy groupingToMatrix heatmap histogram joinByField joinByLabels labelsToFields limit merge order organize " +
    "partitionByValues prepareTimeSeries reduce rename renameByRegex seriesToRows sortBy timeSeriesTable transpose"
  ).split(" "),
);

export const isTransformation = (id: string): boolean => kinds.has(id);
