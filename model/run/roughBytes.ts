/** `1.4 GB`, `72 MB`: no closer than an estimate is. */
export function roughBytes(bytes: number): string {
  const [value, unit] =
    bytes >= 1e9
      ? [(bytes / 1e9).toFixed(1), "GB"]
      : [Math.max(1, Number((bytes / 1e6).toPrecision(2))), "MB"];
  return [value, unit].join(" ");
}

/** Of what is left on a disk: what is nearly nothing is said to be none. */
export function roughBytesLeft(bytes: number): string {
  return bytes < 1e6 ? "0 MB" : roughBytes(bytes);
}
