import { UserError } from "../../model/messages/userError.js";

/** Says on standard error what went wrong; only a fault of ours comes with its stack. */
export function explainFailure(error: unknown): number {
  process.stderr.write(`${describe(error)}\n`);
  return 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UserError ? error.message : (error.stack ?? error.message);
}
