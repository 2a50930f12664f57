/** What was thrown, as an error: messages of a webview are JSON, which leaves a plain object of it. */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (!isErrorLike(thrown)) return new Error(textOf(thrown));
  const { name, message, stack } = thrown;
  return Object.assign(new Error(message), {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof stack === "string" ? { stack } : {}),
  });
}

function isErrorLike(
  thrown: unknown,
): thrown is { readonly message: string; readonly name?: unknown; readonly stack?: unknown } {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "message" in thrown &&
    typeof thrown.message === "string"
  );
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
