import { revivedError } from "../../model/messages/rpcError.js";

/** What was thrown, as an error: messages of a webview are JSON, which leaves a plain object of it. */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const revived = revivedError(thrown);
  return revived instanceof Error ? revived : new Error(textOf(thrown));
}

function textOf(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : (jsonOf(thrown) ?? typeof thrown);
}

/** Undefined where JSON has no text for it, or where it holds itself. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
