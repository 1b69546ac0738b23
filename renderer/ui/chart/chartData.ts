/** What a cell says to a person, and to a spreadsheet. */
export interface ChartCell {
  readonly text: string;
  /** `decimal`: a number that is written exactly already. */
  readonly value: string | number | { readonly decimal: `${number}` };
}

export interface ChartColumn {
  readonly title: string;
  readonly isNumber: boolean;
}

export interface ChartRow {
  readonly key: string;
  readonly cells: readonly ChartCell[];
  /** Shows the rows behind this one. */
  readonly onOpen?: (() => void) | undefined;
}

/** What a chart shows, as a table. The first column names the rows. */
export interface ChartData {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly ChartRow[];
}
