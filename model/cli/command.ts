import type { Command } from "commander";
import type * as z from "zod";
import { UsageError } from "../messages/userError.js";

/** A command of the terminal: how it is typed, what that must be, and what it does. */
export interface TerminalCommand {
  /** As it is typed. */
  readonly id: string;
  readonly addTo: (program: Command) => void;
}

interface Definition<Argument> {
  readonly id: string;
  readonly summary: string;
  /** For this program itself, and in no help text. */
  readonly isHidden?: boolean;
  /** Adds arguments and options. */
  readonly declare: (command: Command) => unknown;
  /**
   * What was typed: options by their names, and arguments by theirs. What cannot be used is a
   * UsageError, which a transform may throw.
   */
  readonly argument: z.ZodType<Argument>;
  readonly run: (argument: Argument) => Promise<void> | void;
}

export function defineCommand<Argument>(definition: Definition<Argument>): TerminalCommand {
  const { id, summary, isHidden = false, declare, argument, run } = definition;
  return {
    id,
    addTo: (program) => {
      const command = program.command(id, { hidden: isHidden }).description(summary);
      declare(command);
      command.action(async () => {
        await run(readTyped(command, argument));
      });
    },
  };
}

function readTyped<Argument>(command: Command, schema: z.ZodType<Argument>): Argument {
  const values: readonly unknown[] = command.processedArgs;
  const named = command.registeredArguments.map(
    (argument, place) => [inCamelCase(argument.name()), values[place]] as const,
  );
  const read = schema.safeParse({ ...command.opts(), ...Object.fromEntries(named) });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(
    `${issue?.path.join(".") ?? ""} cannot be used: ${issue?.message ?? ""}.`,
    "",
    "",
  );
}

/** `run-dir` to `runDir`, as commander has it for options. */
function inCamelCase(name: string): string {
  return name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}
