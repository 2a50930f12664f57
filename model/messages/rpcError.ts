import type { Message } from "./message.js";
import { isMessage } from "./isMessage.js";
import { saidBy } from "./saidError.js";

interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly said: Message;
}

/**
 * A message of the RPC in which an error is plain data: on its way to another process it would lose
 * its class and what it says, and be nothing at all as JSON.
 */
export function withPlainError(message: unknown): unknown {
  if (typeof message !== "object" || message === null || !("e" in message)) return message;
  return message.e instanceof Error ? { ...message, e: plainError(message.e) } : message;
}

function plainError(error: Error): PlainError {
  return { name: error.name, message: error.message, stack: error.stack, said: saidBy(error) };
}

/** The same message with an error that was thrown elsewhere, and says what it said there. */
export function withRevivedError(message: unknown): unknown {
  if (typeof message !== "object" || message === null || !("e" in message)) return message;
  return { ...message, e: revivedError(message.e) };
}

/** What was thrown, as an error. */
export function revivedError(thrown: unknown): unknown {
  if (thrown instanceof Error || typeof thrown !== "object" || thrown === null) return thrown;
  if (!("message" in thrown) || typeof thrown.message !== "string") return thrown;
  return Object.assign(new Error(thrown.message), {
    ...("name" in thrown && typeof thrown.name === "string" ? { name: thrown.name } : {}),
    ...("stack" in thrown && typeof thrown.stack === "string" ? { stack: thrown.stack } : {}),
    ...("said" in thrown && isMessage(thrown.said) ? { said: thrown.said } : {}),
  });
}
