/** Messages to a page are JSON, in which an `Error` would be an empty object. */
export function withPlainError(message: unknown): unknown {
  if (typeof message !== "object" || message === null || !("e" in message)) return message;
  if (!(message.e instanceof Error)) return message;
  return { ...message, e: { name: message.e.name, message: message.e.message } };
}
