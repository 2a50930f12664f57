/** How TensorFlow's library marks what is no error, in this version and in earlier ones. */
const patterns = [
  /^WARNING: All log messages before absl::InitializeLog\(\) is called/u,
  /^[IW]\d{4} \d\d:\d\d:\d/u,
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: [IW] /u,
];

/** Whether a line on the standard error is a remark of a library, which explains no failure. */
export function isLibraryRemark(line: string): boolean {
  return patterns.some((pattern) => pattern.test(line));
}
