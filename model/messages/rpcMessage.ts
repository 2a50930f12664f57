/**
 * Whether this is a message of the RPC between two of our processes: a question with its arguments, or
 * an answer. Others send messages over the same wire, and the library would fail at what is no object.
 */
export function isRpcMessage(message: unknown): boolean {
  if (typeof message !== "object" || message === null) return false;
  // SAFETY: any object may be read by names; what is found is unknown.
  const { t: type, i: id, m: method, a: parameters } = message as Readonly<Record<string, unknown>>;
  if (type === "s") return typeof id === "string";
  const isNamed = id === undefined || typeof id === "string";
  return type === "q" && isNamed && typeof method === "string" && Array.isArray(parameters);
}

/** A question is answered by what an object has itself, not by what every object has. */
export function ownFunction<F>(functions: object, name: string, found: F): F | undefined {
  return Object.hasOwn(functions, name) ? found : undefined;
}
