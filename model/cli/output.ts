/** Data, alone on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** What a person asked to read is the command's result, so it goes to stdout too. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress and remarks. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Columns padded to their widest cell; columns in `right` are aligned to the right. */
export function formatTable(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return right.has(column) ? cell.padStart(width) : cell.padEnd(width);
  };
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
